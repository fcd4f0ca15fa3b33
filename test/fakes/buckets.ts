import { NoSuchKey, S3ServiceException } from '@aws-sdk/client-s3';
import { onlyKnown } from './refused.ts';

type ObjectInput = {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body?: string | Uint8Array;
  readonly IfNoneMatch?: string;
  readonly Prefix?: string;
  readonly ContinuationToken?: string;
};
const KNOWN: ReadonlySet<string> = new Set<keyof ObjectInput>([
  ...(['Bucket', 'Key', 'Body', 'IfNoneMatch', 'Prefix', 'ContinuationToken'] as const),
]);
type Stored = { readonly bytes: Uint8Array; readonly at: Date };

type Options = {
  readonly now: () => Date;
  /** Told after an object was put. */
  readonly onPut?: (bucket: string, key: string, bytes: Uint8Array) => void;
  /** Keys that a listing answers at most. */
  readonly pageSize?: number;
};

/** S3 in memory: put, put once (`If-None-Match: *`), get and list, as far as the stores use them. */
export const fakeBuckets = ({ now, onPut, pageSize = 1_000 }: Options) => {
  const buckets = new Map<string, Map<string, Stored>>();
  const bucketOf = (name: string): Map<string, Stored> => {
    const bucket = buckets.get(name) ?? new Map<string, Stored>();
    buckets.set(name, bucket);
    return bucket;
  };

  const put = ({ Bucket, Key, Body = '', IfNoneMatch = '' }: ObjectInput): object => {
    if (IfNoneMatch !== '' && IfNoneMatch !== '*') throw new Error('S3 puts under the condition * only');
    if (IfNoneMatch === '*' && bucketOf(Bucket).has(Key))
      throw new S3ServiceException({
        name: 'PreconditionFailed',
        $fault: 'client',
        $metadata: { httpStatusCode: 412 },
        message: 'At least one of the pre-conditions you specified did not hold',
      });
    const bytes = typeof Body === 'string' ? Buffer.from(Body, 'utf8') : new Uint8Array(Body);
    bucketOf(Bucket).set(Key, { bytes, at: wholeSecond(now()) });
    onPut?.(Bucket, Key, bytes);
    return {};
  };
  const get = ({ Bucket, Key }: ObjectInput): object => {
    const stored = bucketOf(Bucket).get(Key);
    if (!stored)
      throw new NoSuchKey({ message: 'The specified key does not exist.', $metadata: { httpStatusCode: 404 } });
    return { Body: bodyOf(new Uint8Array(stored.bytes)), LastModified: stored.at };
  };
  const list = ({ Bucket, Prefix = '', ContinuationToken }: ObjectInput): object => {
    const all = [...bucketOf(Bucket)].filter(([key]) => key.startsWith(Prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    const rest = all.filter(([key]) => ContinuationToken === undefined || key > ContinuationToken);
    const page = rest.slice(0, pageSize);
    const last = page.at(-1)?.[0];
    return {
      ...(page.length > 0 && {
        Contents: page.map(([Key, { at, bytes }]) => ({ Key, LastModified: at, Size: bytes.length })),
      }),
      KeyCount: page.length,
      IsTruncated: page.length < rest.length,
      ...(page.length < rest.length && { NextContinuationToken: last }),
    };
  };

  const verbs: Readonly<Record<string, (input: ObjectInput) => object>> = {
    PutObjectCommand: put,
    GetObjectCommand: get,
    ListObjectsV2Command: list,
  };
  return {
    answer: (command: { readonly constructor: { readonly name: string }; readonly input: unknown }): object => {
      const verb = verbs[command.constructor.name];
      if (!verb) throw new Error(`the buckets in memory know no ${command.constructor.name}`);
      const input = command.input as ObjectInput;
      onlyKnown('the buckets in memory', KNOWN, input);
      return verb(input);
    },
    keys: (bucket: string): string[] => [...bucketOf(bucket).keys()],
    read: (bucket: string, key: string): Uint8Array | undefined => bucketOf(bucket).get(key)?.bytes,
  };
};

/** S3 says to the second when an object was put. */
const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** A body as the SDK hands it out: bytes at once, or piece by piece. */
const bodyOf = (bytes: Uint8Array) => ({
  transformToByteArray: async () => bytes,
  transformToString: async () => Buffer.from(bytes).toString('utf8'),
  async *[Symbol.asyncIterator]() {
    yield bytes;
  },
});
