import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';
import { getObject, putObject } from '#shared/aws/objects.ts';

/**
 * One bucket on an embedded S3. It does not know `If-None-Match`, so `putOnce` looks first here; the runner answers it
 * as AWS does.
 */
export const embeddedBucket = async () => {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const s3 = new S3Client({
    endpoint,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
  const [get, put] = [getObject(s3, 'bucket'), putObject(s3, 'bucket')];
  const text = async (key: string) => {
    const bytes = await get(key);
    return bytes && Buffer.from(bytes).toString('utf8');
  };
  const putOnce = async (key: string, body: string | Uint8Array) => {
    if (await get(key)) return false;
    await put(key, body);
    return true;
  };
  return { s3, get, put, putOnce, text, stop: () => app.close() };
};
export type EmbeddedBucket = Awaited<ReturnType<typeof embeddedBucket>>;
