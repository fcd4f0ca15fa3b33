import { randomUUID } from 'node:crypto';
import { fits } from './event-pattern.ts';
import { deliveredUnits } from './meter/sqs-units.ts';
import { ACCOUNT, REGION } from './place.ts';
import { putOnQueue } from './put-on-queue.ts';
import type { World } from './world.ts';

/** Tells EventBridge of a new object, if its bucket does so, and puts the event on the queues of the rules that it fits. */
export const announceObject = ({ telling, rules, fauxqs, clock, meter }: World, bucket: string, key: string): void => {
  if (!telling.has(bucket)) return;
  const { contentLength: size, etag } = fauxqs.s3.headObject(bucket, key);
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: ACCOUNT,
    time: clock.now().toISOString().replace(/\.\d+/, ''),
    region: REGION,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size, etag: etag.replaceAll('"', ''), sequencer: Date.now().toString(16).padStart(16, '0') },
      'request-id': randomUUID(),
      requester: ACCOUNT,
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    },
  };
  const told = JSON.stringify(event);
  meter.add('eventbridge', [{ units: { events: 1 } }]);
  for (const { pattern, targets } of rules)
    if (fits(pattern, event))
      for (const arn of targets) {
        meter.add('eventbridge', deliveredUnits(told));
        putOnQueue(fauxqs, arn, told);
      }
};
