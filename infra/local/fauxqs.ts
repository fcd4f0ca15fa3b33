import { join } from 'node:path';
import type { BuildAppOptions } from 'fauxqs';
import { buildApp } from 'fauxqs';
import { REGION } from './place.ts';

type Stores = NonNullable<BuildAppOptions['stores']>;
export type EmbeddedQueue = NonNullable<ReturnType<Stores['sqsStore']['getQueueByArn']>>;
type StoredObject = ReturnType<Stores['s3Store']['headObject']>;
type Persistence = {
  upsertObject(bucket: string, object: StoredObject): void;
  load(sqs: Stores['sqsStore'], sns: Stores['snsStore'], s3: Stores['s3Store']): void;
  close(): void;
};

/**
 * SQS, SNS and S3 in this process, without a port of their own. With a directory everything is kept there in SQLite. Objects are
 * dated by the clock that functions live in. The package exports only its app; the stores behind it are taken from their files, so its version is pinned exactly.
 */
export const openFauxqs = async (now: () => Date, directory?: string) => {
  const [{ SqsStore }, { SnsStore }, { S3Store }] = await Promise.all([
    inside<{ SqsStore: new () => Stores['sqsStore'] }>('sqs/sqsStore.js'),
    inside<{ SnsStore: new () => Stores['snsStore'] }>('sns/snsStore.js'),
    inside<{ S3Store: new () => Stores['s3Store'] }>('s3/s3Store.js'),
  ]);
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  Object.assign(stores.sqsStore, { host: undefined }); // queue URLs name the host that was asked, not sqs.<region>.localhost
  const persistence = directory === undefined ? undefined : await keepIn(join(directory, 'queues-and-objects'), stores);
  dateObjects(now, stores.s3Store, persistence);
  const app = buildApp({ logger: false, defaultRegion: REGION, stores });
  await app.ready();
  return {
    sqs: stores.sqsStore,
    s3: stores.s3Store,
    handle: (...[request, response]: Parameters<typeof app.routing>) => app.routing(request, response),
    /** One action of the SNS query protocol. Throws what SNS answers when it refuses. */
    sns: async (parameters: Readonly<Record<string, string>>): Promise<string> => {
      const { statusCode, body } = await app.inject({
        method: 'POST',
        url: '/',
        headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: signedFor('sns') },
        payload: new URLSearchParams(parameters).toString(),
      });
      if (statusCode !== 200) throw new Error(`SNS ${parameters.Action}: ${body}`);
      return body;
    },
    stop: async () => {
      await app.close();
      persistence?.close();
    },
  };
};
export type Fauxqs = Awaited<ReturnType<typeof openFauxqs>>;

const inside = <T>(file: string): Promise<T> => import(new URL(file, import.meta.resolve('fauxqs')).href) as Promise<T>;

const dateObjects = (now: () => Date, s3: Stores['s3Store'], persistence: Persistence | undefined): void => {
  const put = s3.putObject.bind(s3);
  const keep = persistence?.upsertObject.bind(persistence);
  Object.assign(s3, {
    putObject: (...[bucket, key, ...rest]: Parameters<typeof put>) => {
      const stored = put(bucket, key, ...rest);
      Object.assign(s3.headObject(bucket, key), { lastModified: now() });
      return stored;
    },
  });
  if (persistence && keep)
    Object.assign(persistence, {
      upsertObject: (bucket: string, object: StoredObject) => keep(bucket, { ...object, lastModified: now() }),
    });
};

const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=local/20000101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=local`;

/** Loads before the stores write, as the package's own server does: its load would otherwise write over what it reads. */
const keepIn = async (directory: string, { sqsStore, snsStore, s3Store }: Stores): Promise<Persistence> => {
  type Manager = { PersistenceManager: new (directory: string) => Persistence };
  const { PersistenceManager } = await inside<Manager>('persistence.js');
  const persistence = new PersistenceManager(directory);
  persistence.load(sqsStore, snsStore, s3Store);
  for (const store of [sqsStore, snsStore, s3Store, ...sqsStore.allQueues()]) Object.assign(store, { persistence });
  return persistence;
};
