import type { Outside } from '#shared/aws/outside.ts';

export type ServiceName = 'dynamodb' | 's3' | 'sqs' | 'ses' | 'sms' | 'secrets';
/** A command of any client: its class says what is asked. */
export type Command = { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> };

/** What functions reach outside themselves, with one `call` in the place of every client's `send`. */
export const outsideOf = (
  call: (service: ServiceName, command: Command) => Promise<object>,
  { now, log, wait = async () => {} }: Pick<Outside, 'now' | 'log'> & Partial<Pick<Outside, 'wait'>>,
): Outside => {
  const client = <Client>(service: ServiceName): Client =>
    ({ send: (command: Command) => call(service, command) }) as unknown as Client;
  return {
    dynamo: client('dynamodb'),
    s3: client('s3'),
    sqs: client('sqs'),
    ses: client('ses'),
    texts: client('sms'),
    secrets: client('secrets'),
    now,
    wait,
    log,
  };
};
