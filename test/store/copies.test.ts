import { afterAll, beforeAll, expect, it } from 'vitest';
import { listObjects } from '#shared/aws/objects.ts';
import { addSeconds, type Instant } from '#shared/domain/dates.ts';
import { copies } from '#shared/store/copies.ts';
import { type EmbeddedBucket, embeddedBucket } from '#test/embedded-bucket.ts';

const PAGE = 1000; // keys of one answer of S3

let bucket: EmbeddedBucket;
beforeAll(async () => {
  bucket = await embeddedBucket();
});
afterAll(() => bucket.stop());

it('are found by notice, on every page of the list, and without the mails beside them', async () => {
  const before = addSeconds(new Date().toISOString() as Instant, -1);
  const folders = Array.from({ length: PAGE }, (_, nth) => `copies/${String(nth).padStart(4, '0')}`);
  for (const folder of folders) await bucket.put(`${folder}/3-1.json`, '{}');
  for (const file of ['3-1.eml', '4-1.json']) await bucket.put(`${folders.at(-1)}/${file}`, '{}');
  await bucket.put('plans/2026-11-24/x.json', '{}');

  const store = copies({ get: bucket.get, list: listObjects(bucket.s3, 'bucket') });
  const found = await store.since(before);
  expect(found).toHaveLength(PAGE);
  expect(found.at(-1)).toEqual([`${folders.at(-1)}/3-1.json`, `${folders.at(-1)}/4-1.json`]);
  expect(await store.since(addSeconds(before, 3600))).toEqual([]);
  await expect(store.get('copies/none/3-1.json')).rejects.toThrow('there is no copy');
});
