import type { SQSRecord } from 'aws-lambda';
import type { EmbeddedQueue, Fauxqs } from './fauxqs.ts';
import { REGION } from './place.ts';

const MOST_AT_ONCE = 10; // of one ReceiveMessage; a larger batch takes several

/** Takes up to `batchSize` messages from a queue, as Lambda hands them to a function. */
export const receiveMessages = (sqs: Fauxqs['sqs'], queue: EmbeddedQueue, batchSize: number): SQSRecord[] => {
  const records: SQSRecord[] = [];
  while (records.length < batchSize) {
    const asked = Math.min(batchSize - records.length, MOST_AT_ONCE);
    const received = queue.dequeue(asked, undefined, (arn) => sqs.getQueueByArn(arn));
    if (received.length === 0) break;
    records.push(...received.map((message) => recordOf(queue, message)));
  }
  return records;
};

const recordOf = (queue: EmbeddedQueue, message: ReturnType<EmbeddedQueue['dequeue']>[number]): SQSRecord => {
  const { MessageId, ReceiptHandle, Body, MD5OfBody } = message;
  const known = queue.inflightMessages.get(ReceiptHandle)?.message;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    md5OfBody: MD5OfBody,
    attributes: {
      ApproximateReceiveCount: `${known?.approximateReceiveCount}`,
      SentTimestamp: `${known?.sentTimestamp}`,
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: `${known?.approximateFirstReceiveTimestamp}`,
    },
    messageAttributes: {},
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: REGION,
  };
};
