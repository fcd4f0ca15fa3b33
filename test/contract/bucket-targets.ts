import type { S3Client } from '@aws-sdk/client-s3';
import { startLocal } from '#infra/local/stack.ts';
import type { Instant } from '#shared/domain/dates.ts';
import { embeddedBucket } from '#test/embedded-bucket.ts';
import { fakeBuckets } from '#test/fakes/buckets.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import { handMadeApp } from '#test/local/hand-made-app.ts';
import type { Target } from './contract.ts';
import { turn } from './together.ts';

type Bucket = {
  readonly s3: S3Client;
  readonly name: string;
  /** Keys of one page of a listing. */
  readonly page: number;
  /** Now, as the bucket dates objects. */
  readonly now: () => Instant;
};

const START = Date.parse('2026-11-24T09:05:00.250Z');
const S3_PAGE = 1000;

export const bucketTargets: readonly Target<Bucket>[] = [
  {
    name: 'buckets in memory',
    make: async () => {
      let time = START;
      const now = () => new Date(time);
      const buckets = fakeBuckets({ now, pageSize: 3 });
      const call = async (_: unknown, command: Parameters<typeof buckets.answer>[0]): Promise<object> => {
        await turn();
        time += 10;
        return buckets.answer(command);
      };
      const instant = () => now().toISOString() as Instant;
      const { s3 } = outsideOf(call, { now: instant, log: () => {} });
      return { s3, name: 'bucket', page: 3, now: instant, stop: async () => {} };
    },
  },
  {
    name: 'fauxqs S3',
    make: async () => {
      const { s3, stop } = await embeddedBucket();
      const now = () => new Date().toISOString() as Instant;
      return { s3, name: 'bucket', page: S3_PAGE, now, stop: async () => void (await stop()) };
    },
  },
  {
    name: 'gateway S3',
    make: async () => {
      const app = handMadeApp({ Only: { Resources: { Files: { Type: 'AWS::S3::Bucket' } } } });
      const { clients, buckets, clock, stop } = await startLocal({ cdkOut: app, on: '2026-11-24' });
      const now = () => clock.now().toISOString() as Instant;
      return { s3: clients.s3, name: buckets.files as string, page: S3_PAGE, now, stop };
    },
  },
];
