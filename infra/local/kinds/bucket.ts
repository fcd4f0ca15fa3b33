import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Kind } from '../kind.ts';

const LONGEST = 63;

const properties = z.looseObject({
  NotificationConfiguration: z
    .looseObject({
      EventBridgeConfiguration: z.looseObject({ EventBridgeEnabled: z.boolean().default(true) }).optional(),
    })
    .optional(),
});

/** A bucket, and whether EventBridge hears of its objects. Versions, lifecycle and encryption have no local effect. */
export const bucket: Kind = {
  type: 'AWS::S3::Bucket',
  identify: ({ physical }) => {
    const name = bucketName(physical);
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
  },
  bringUp: (found, { fauxqs, buckets, telling }) => {
    const { NotificationConfiguration } = properties.parse(found.properties);
    fauxqs.s3.createBucket(found.ref);
    buckets.set(found.name, found.ref);
    if (NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled) telling.add(found.ref);
  },
};

const bucketName = (physical: string): string => {
  const name = physical.toLowerCase();
  if (name.length <= LONGEST) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST - 9)}-${hash}`;
};
