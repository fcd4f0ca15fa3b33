import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Instant } from '#shared/domain/dates.ts';

/** Puts an object, over whatever is there. */
export const putObject = (s3: S3Client, Bucket: string) => async (Key: string, Body: string | Uint8Array) => {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
};

/** Puts an object under a key that is written once. False when something was there already. */
export const putOnce =
  (s3: S3Client, Bucket: string) =>
  async (Key: string, Body: string | Uint8Array): Promise<boolean> => {
    try {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return false;
      throw error;
    }
  };

/** The bytes of an object; undefined when there is none under that key. */
export const getObject =
  (s3: S3Client, Bucket: string) =>
  async (Key: string): Promise<Uint8Array | undefined> => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };

/** Every object whose key begins with `Prefix`, and when it was put. */
export const listObjects = (s3: S3Client, Bucket: string) =>
  async function* (Prefix: string): AsyncGenerator<{ readonly key: string; readonly at: Instant }> {
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      for (const { Key, LastModified } of page.Contents ?? [])
        yield { key: Key as string, at: (LastModified as Date).toISOString() as Instant };
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  };

/** The same as a stream, for what may be large. */
export const streamObject =
  (s3: S3Client, Bucket: string) =>
  async (Key: string): Promise<AsyncIterable<Uint8Array>> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    if (!Body) throw new Error('the object has no body');
    return Body as unknown as AsyncIterable<Uint8Array>;
  };
