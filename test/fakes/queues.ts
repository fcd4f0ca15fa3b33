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

type QueueInput = {
  readonly QueueUrl: string;
  readonly Entries?: readonly {
    readonly Id: string;
    readonly MessageBody?: string;
    readonly DelaySeconds?: number;
    readonly ReceiptHandle?: string;
  }[];
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly MaxNumberOfMessages?: number;
  readonly ReceiptHandle?: string;
};

type Options = {
  readonly now?: () => number;
  /** Told when a message came on a queue, with the moment from which it can be received. */
  readonly onSend?: (queue: string, message: QueuedMessage) => void;
  /** Which of those that are visible are handed out, in which order; all in the order of arrival unless said. */
  readonly choose?: (visible: readonly QueuedMessage[], most: number) => readonly QueuedMessage[];
};

const MOST = 10;

/**
 * SQS in memory: standard queues with visibility, receive counts and dead letters, behind the commands that the functions use. In
 * which order messages are handed out is for `choose`.
 */
export const fakeQueues = (definitions: Readonly<Record<string, QueueDefinition>>, options: Options = {}) => {
  const { now = Date.now, choose = (visible, most) => visible.slice(0, most) } = options;
  const queues = new Map(Object.keys(definitions).map((name): [string, QueuedMessage[]] => [name, []]));
  let count = 0;
  const nameOf = (url: string): string => url.split('/').at(-1) as string;
  const queueOf = (url: string): QueuedMessage[] => {
    const queue = queues.get(nameOf(url));
    if (!queue) throw new Error(`there is no queue ${url}`);
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
  const receive = (queue: string, most: number): QueuedMessage[] => {
    const { visibilitySeconds, maxReceives, deadLetters } = definitions[nameOf(queue)] as QueueDefinition;
    const messages = queueOf(queue);
    const dead = messages.filter(
      ({ visibleAt, receives }) => visibleAt <= now() && maxReceives !== undefined && receives >= maxReceives,
    );
    for (const message of dead) {
      messages.splice(messages.indexOf(message), 1);
      if (deadLetters) queueOf(deadLetters).push({ ...message, receives: 0, handle: undefined });
    }
    const chosen = choose(
      messages.filter(({ visibleAt }) => visibleAt <= now()),
      most,
    );
    for (const message of chosen) {
      count += 1;
      message.receives += 1;
      message.visibleAt = now() + visibilitySeconds * 1000;
      message.handle = `h${count}`;
    }
    return [...chosen];
  };

  const remove = (queue: string, handle: string | undefined): void => {
    const messages = queueOf(queue);
    const index = messages.findIndex((message) => message.handle !== undefined && message.handle === handle);
    if (index >= 0) messages.splice(index, 1);
  };

  const send = ({ QueueUrl, Entries = [] }: QueueInput): object => {
    if (Entries.length > MOST) throw new Error('SQS takes ten messages at a time');
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
  const handOut = ({ QueueUrl, MaxNumberOfMessages = 1 }: QueueInput): object => ({
    Messages: receive(QueueUrl, MaxNumberOfMessages).map(({ id, body, handle, receives }) => ({
      MessageId: id,
      Body: body,
      ReceiptHandle: handle,
      Attributes: { ApproximateReceiveCount: `${receives}` },
    })),
  });

  const verbs: Readonly<Record<string, (input: QueueInput) => object>> = {
    SendMessageBatchCommand: send,
    SendMessageCommand: ({ QueueUrl, MessageBody = '', DelaySeconds }) => ({
      MessageId: put(QueueUrl, MessageBody, DelaySeconds).id,
    }),
    GetQueueAttributesCommand: depth,
    ReceiveMessageCommand: handOut,
    DeleteMessageCommand: ({ QueueUrl, ReceiptHandle }) => {
      remove(QueueUrl, ReceiptHandle);
      return {};
    },
    DeleteMessageBatchCommand: ({ QueueUrl, Entries = [] }) => {
      for (const { ReceiptHandle } of Entries) remove(QueueUrl, ReceiptHandle);
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
  };
  return {
    answer: (command: { readonly constructor: { readonly name: string }; readonly input: unknown }): object => {
      const verb = verbs[command.constructor.name];
      if (!verb) throw new Error(`the queues in memory know no ${command.constructor.name}`);
      return verb(command.input as QueueInput);
    },
    put,
    receive,
    remove,
    /** Everything on a queue, whether it can be received now or not. */
    messages: (queue: string): readonly QueuedMessage[] => queueOf(queue),
  };
};
export type FakeQueues = ReturnType<typeof fakeQueues>;
