import { onlyKnown, refused } from './refused.ts';

/** A message on a queue. Times in milliseconds since the epoch. */
export type QueuedMessage = {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  /** Set while it is handed out; another receive makes the old handle worthless. */
  handle: string | undefined;
};

/** What a queue is made with. Seconds, as in CloudFormation. */
export type QueueDefinition = {
  readonly visibilitySeconds: number;
  readonly maxReceives?: number;
  readonly deadLetters?: string;
};

type Entry = { readonly Id: string; readonly MessageBody?: string; readonly DelaySeconds?: number };

type QueueInput = {
  readonly QueueUrl: string;
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly Entries?: readonly (Entry & { readonly ReceiptHandle?: string })[];
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly AttributeNames?: readonly string[];
  readonly ReceiptHandle?: string;
};
const KNOWN: ReadonlySet<string> = new Set<keyof QueueInput>([
  ...(['QueueUrl', 'MessageBody', 'DelaySeconds', 'Entries', 'ReceiptHandle', 'AttributeNames'] as const),
  ...(['MaxNumberOfMessages', 'VisibilityTimeout', 'WaitTimeSeconds', 'MessageSystemAttributeNames'] as const),
]);

type Options = {
  readonly now: () => number;
  /** Told when a message came on a queue, with the moment from which it can be received. */
  readonly onSend?: (queue: string, message: QueuedMessage) => void;
  /** Which of those that are visible are handed out, in which order; all in the order of arrival unless said. */
  readonly choose?: (visible: readonly QueuedMessage[], most: number) => readonly QueuedMessage[];
};

/** Source: SQS quotas. */
const MOST = 10;
const MOST_BYTES = 1_048_576;
const LONGEST_DELAY = 900;

/**
 * SQS in memory: standard queues with visibility, receive counts and dead letters, behind the commands that the functions use. In
 * which order messages are handed out is for `choose`.
 */
export const fakeQueues = (definitions: Readonly<Record<string, QueueDefinition>>, options: Options) => {
  const { now, choose = (visible, most) => visible.slice(0, most) } = options;
  const queues = new Map(Object.keys(definitions).map((name): [string, QueuedMessage[]] => [name, []]));
  let count = 0;
  const nameOf = (url: string): string => url.split('/').at(-1) as string;
  const queueOf = (url: string): QueuedMessage[] => {
    const queue = queues.get(nameOf(url));
    if (!queue) throw refused('QueueDoesNotExist', `there is no queue ${url}`);
    return queue;
  };

  const put = (queue: string, body: string, delaySeconds = 0): QueuedMessage => {
    count += 1;
    const visibleAt = now() + delaySeconds * 1000;
    const message = { id: `m${count}`, body, sentAt: now(), visibleAt, receives: 0, handle: undefined };
    queueOf(queue).push(message);
    options.onSend?.(nameOf(queue), message);
    return message;
  };

  /** Hands out what is visible. What was received too often goes to the dead letters instead. */
  const receive = (queue: string, most: number, seconds?: number): QueuedMessage[] => {
    const messages = queueOf(queue);
    const { visibilitySeconds, maxReceives, deadLetters } = definitions[nameOf(queue)] as QueueDefinition;
    const dead = messages.filter(
      ({ visibleAt, receives }) => visibleAt <= now() && maxReceives !== undefined && receives >= maxReceives,
    );
    for (const message of dead) {
      messages.splice(messages.indexOf(message), 1);
      if (deadLetters) queueOf(deadLetters).push({ ...message, handle: undefined });
    }
    const chosen = choose(
      messages.filter(({ visibleAt }) => visibleAt <= now()),
      most,
    );
    for (const message of chosen) {
      count += 1;
      message.receives += 1;
      message.visibleAt = now() + (seconds ?? visibilitySeconds) * 1000;
      message.handle = `h${count}`;
    }
    return [...chosen];
  };

  const remove = (queue: string, handle: string | undefined): void => {
    const messages = queueOf(queue);
    const index = messages.findIndex((message) => message.handle !== undefined && message.handle === handle);
    if (index >= 0) messages.splice(index, 1);
  };

  const checked = ({ MessageBody = '', DelaySeconds = 0 }: Omit<Entry, 'Id'>): void => {
    if (MessageBody === '') throw refused('MissingParameter', 'The request must contain the parameter MessageBody.');
    if (DelaySeconds < 0 || DelaySeconds > LONGEST_DELAY) throw refused('InvalidParameterValue', 'DelaySeconds');
  };
  const sendOne = ({ QueueUrl, MessageBody = '', DelaySeconds = 0 }: QueueInput): object => {
    checked({ MessageBody, DelaySeconds });
    return { MessageId: put(QueueUrl, MessageBody, DelaySeconds).id };
  };
  const send = ({ QueueUrl, Entries = [] }: QueueInput): object => {
    checkBatch(Entries);
    for (const entry of Entries) checked(entry);
    for (const { MessageBody = '', DelaySeconds } of Entries) put(QueueUrl, MessageBody, DelaySeconds);
    return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
  };
  const depth = ({ QueueUrl }: QueueInput): object => {
    const messages = queueOf(QueueUrl);
    const inFlight = messages.filter(({ visibleAt, handle }) => visibleAt > now() && handle !== undefined).length;
    const delayed = messages.filter(({ visibleAt, handle }) => visibleAt > now() && handle === undefined).length;
    return {
      Attributes: {
        ApproximateNumberOfMessages: `${messages.length - inFlight - delayed}`,
        ApproximateNumberOfMessagesNotVisible: `${inFlight}`,
        ApproximateNumberOfMessagesDelayed: `${delayed}`,
      },
    };
  };
  const handOut = (input: QueueInput): object => {
    const { QueueUrl, MaxNumberOfMessages = 1, VisibilityTimeout, MessageSystemAttributeNames: asked = [] } = input;
    if (MaxNumberOfMessages < 1 || MaxNumberOfMessages > MOST)
      throw refused('InvalidParameterValue', 'MaxNumberOfMessages');
    const Messages = receive(QueueUrl, MaxNumberOfMessages, VisibilityTimeout).map(
      ({ id, body, handle, receives }) => ({
        MessageId: id,
        Body: body,
        ReceiptHandle: handle,
        ...(asked.includes('ApproximateReceiveCount') && { Attributes: { ApproximateReceiveCount: `${receives}` } }),
      }),
    );
    return Messages.length > 0 ? { Messages } : {};
  };

  const verbs: Readonly<Record<string, (input: QueueInput) => object>> = {
    SendMessageCommand: sendOne,
    SendMessageBatchCommand: send,
    GetQueueAttributesCommand: depth,
    ReceiveMessageCommand: handOut,
    DeleteMessageCommand: ({ QueueUrl, ReceiptHandle }) => {
      remove(QueueUrl, ReceiptHandle);
      return {};
    },
    DeleteMessageBatchCommand: ({ QueueUrl, Entries = [] }) => {
      checkBatch(Entries);
      for (const { ReceiptHandle } of Entries) remove(QueueUrl, ReceiptHandle);
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
  };
  return {
    answer: (command: { readonly constructor: { readonly name: string }; readonly input: unknown }): object => {
      const verb = verbs[command.constructor.name];
      if (!verb) throw new Error(`the queues in memory know no ${command.constructor.name}`);
      const input = command.input as QueueInput;
      onlyKnown('the queues in memory', KNOWN, input);
      return verb(input);
    },
    put,
    receive,
    remove,
    /** Everything on a queue, whether it can be received now or not. */
    messages: (queue: string): readonly QueuedMessage[] => queueOf(queue),
  };
};

const checkBatch = (entries: readonly Entry[]): void => {
  const bytes = entries.reduce((sum, { MessageBody = '' }) => sum + Buffer.byteLength(MessageBody), 0);
  if (entries.length === 0) throw refused('EmptyBatchRequest', 'a batch holds at least one entry');
  if (entries.length > MOST) throw refused('TooManyEntriesInBatchRequest', 'SQS takes ten messages at a time');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw refused('BatchEntryIdsNotDistinct', 'two entries have the same Id');
  if (bytes > MOST_BYTES) throw refused('BatchRequestTooLong', 'SQS takes a MiB at a time');
};
