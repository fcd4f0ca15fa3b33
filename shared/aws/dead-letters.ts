import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A message that failed as often as its queue allows. `receipt` is what SQS wants to hear to delete it. */
export type DeadLetter = { readonly messageId: string; readonly body: string; readonly receipt: string };

const MOST_AT_ONCE = 10;
/** Longer than a function that goes through them may run: in one run nothing is seen twice. */
const SEEN_AGAIN_SECONDS = 90;
/** Asked with a wait, SQS looks on all its servers; without one it may answer that there is nothing though there is. */
const WAIT_SECONDS = 1;

/** A queue of dead letters, gone through by hand. */
export const deadLetters = (sqs: SQSClient, QueueUrl: string) => ({
  /** The next few, ten at most; none when there are no more. Those that are not removed are there again a while later. */
  take: async (): Promise<DeadLetter[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: MOST_AT_ONCE,
        VisibilityTimeout: SEEN_AGAIN_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
      }),
    );
    return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '' }) => ({
      messageId: MessageId,
      body: Body,
      receipt: ReceiptHandle,
    }));
  },

  /** Removes some of those taken last. SQS may remove a part and still answer 200: what it did not remove throws. */
  remove: async (letters: readonly DeadLetter[]): Promise<void> => {
    if (letters.length === 0) return;
    const Entries = letters.map(({ receipt }, index) => ({ Id: `${index}`, ReceiptHandle: receipt }));
    const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    if (Failed.length > 0) throw new Error(`${Failed.length} of ${Entries.length} messages were not removed`);
  },
});
export type DeadLetters = ReturnType<typeof deadLetters>;
