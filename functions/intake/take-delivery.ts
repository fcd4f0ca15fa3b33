import { createHash, type Hash } from 'node:crypto';
import type { Chunk, ChunkEvent } from '#events/chunk.ts';
import type { DeliveryEvent } from '#events/delivery.ts';
import type { log } from '#shared/aws/log.ts';
import { addSeconds, dayOf, type Instant } from '#shared/domain/dates.ts';
import { pack } from '#shared/domain/pack.ts';
import { FileRefused } from '#shared/registers/file-refused.ts';
import type { Deliveries } from '#shared/store/deliveries.ts';
import { cutPersons, cutRows } from './cut.ts';
import { type DeliveryName, deliveryNameOf } from './delivery-name.ts';
import { type Survey, surveyPersons, surveyRows } from './survey.ts';

/** More than this share of the known residents missing from a full delivery means the delivery is wrong, not the town. */
const MISSING_SHARE = 0.1;
const IDS_PER_CHUNK = 500;
/** Intake is cut off after 14 minutes (infra/pipeline/intake.ts). */
const TURN_SECONDS = 15 * 60;

export type Deps = {
  readonly open: (key: string) => Promise<AsyncIterable<Uint8Array>>;
  readonly putChunk: (key: string, chunk: Chunk) => Promise<void>;
  readonly putRejects: (key: string, lines: readonly object[]) => Promise<void>;
  readonly queue: (messages: readonly ChunkEvent[]) => Promise<void>;
  readonly present: () => Promise<string[]>;
  readonly residentIdOf: () => Promise<(bsn: string) => string>;
  readonly deliveries: Pick<
    Deliveries,
    'get' | 'put' | 'take' | 'current' | 'release' | 'newestFull' | 'noteFull' | 'noteAsOf'
  >;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/**
 * Takes one delivered file: reads it once to know that it is whole and of the right shape, then cuts it at person
 * boundaries into chunks. Nothing is written to a resident before the file as a whole was accepted.
 */
export const takeDelivery =
  (deps: Deps) =>
  async ({ detail }: DeliveryEvent): Promise<void> => {
    const key = detail.object.key;
    const name = deliveryNameOf(key);
    if (!name) return deps.log('delivery-refused', { delivery: key, reason: 'the name says no kind and date' });
    try {
      await accept(deps, key, name);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      deps.log('delivery-refused', { delivery: key, reason: error.message });
    }
  };

const accept = async (deps: Deps, key: string, name: DeliveryName): Promise<void> => {
  const hash = createHash('sha256');
  const bytes = hashing(await deps.open(key), hash);
  const survey = isOfPersons(name.kind)
    ? await surveyPersons(bytes, await deps.residentIdOf())
    : await surveyRows(name.kind, bytes);
  const delivery = deliveryOf(name, hash);
  const known = await deps.deliveries.get(delivery);
  if (known?.state === 'LOADED') return deps.log('delivery-known', { delivery });
  if (!(await takeTurn(deps, delivery))) throw new Error('another delivery is being loaded');
  // Cut before, and cut off while it was queued: its chunks lie there, and cutting again would not find the same missing.
  if (known?.state === 'LOADING') return queueChunks(deps, delivery, known.chunks);
  try {
    const missing = name.kind === 'persons-full' ? await missingFrom(deps, survey, name) : [];
    await cut(deps, key, name, delivery, survey, missing);
  } catch (error) {
    if (error instanceof FileRefused) await deps.deliveries.release(delivery);
    throw error;
  }
};

/**
 * One delivery at a time. A turn ends with a write that may be cut off, or be overtaken by its taking when that was
 * repeated: it is nobody's when all was loaded, or when nothing was noted in the time that intake is given.
 */
const takeTurn = async ({ deliveries, now }: Deps, delivery: string): Promise<boolean> => {
  if (await deliveries.take(delivery, now())) return true;
  const turn = await deliveries.current();
  if (turn) {
    const holder = await deliveries.get(turn.id);
    const isOver = holder ? holder.state === 'LOADED' : addSeconds(turn.at, TURN_SECONDS) < now();
    if (!isOver) return false;
    await deliveries.release(turn.id);
  }
  return deliveries.take(delivery, now());
};

/** The residents that a full delivery lacks; refuses it when it is older than the last one or lacks too many. */
const missingFrom = async (deps: Deps, { ids }: Survey, { asOf }: DeliveryName): Promise<string[]> => {
  const newest = await deps.deliveries.newestFull();
  if (newest !== undefined && asOf < newest) throw new FileRefused(`a full delivery of ${newest} was loaded already`);
  const present = await deps.present();
  const missing = present.filter((id) => !ids.has(id));
  if (missing.length > present.length * MISSING_SHARE)
    throw new FileRefused(
      `it lacks ${missing.length} of the ${present.length} residents we know; at most a tenth may be missing`,
    );
  return missing;
};

const cut = async (
  deps: Deps,
  key: string,
  name: DeliveryName,
  delivery: string,
  survey: Survey,
  missing: readonly string[],
): Promise<void> => {
  const { kind, asOf } = name;
  const chunkKey = (chunk: number) => `chunks/${delivery}/${chunk}.json`;
  const hash = createHash('sha256');
  let chunks = 0;
  const bytes = hashing(await deps.open(key), hash);
  const pieces = isOfPersons(kind) ? cutPersons(bytes, asOf) : cutRows(kind, bytes, asOf);
  for await (const piece of pieces) await deps.putChunk(chunkKey(chunks++), piece);
  // Chunks that nothing queues are never loaded.
  if (deliveryOf(name, hash) !== delivery) throw new FileRefused('another file came in its place while it was read');
  for (const ids of pack(missing, IDS_PER_CHUNK))
    await deps.putChunk(chunkKey(chunks++), { kind: 'missing', asOf, ids });
  if (survey.rejects.length > 0) await deps.putRejects(`rejects/${delivery}/file.ndjson`, survey.rejects);
  // Before the delivery is noted: what was cut is not cut again. A file dated in the future says no more than that it came.
  const today = dayOf(deps.now());
  await deps.deliveries.noteAsOf(isOfPersons(kind) ? 'persons' : kind, asOf < today ? asOf : today);
  // A file without a single row is loaded at once: nobody else would ever say that it is.
  const state = chunks === 0 ? 'LOADED' : 'LOADING';
  if ((await deps.deliveries.get(delivery)) === undefined)
    await deps.deliveries.put({ delivery, key, asOf, state, chunks, at: deps.now() });
  if (chunks === 0) await deps.deliveries.release(delivery);
  if (kind === 'persons-full') await deps.deliveries.noteFull(asOf);
  await queueChunks(deps, delivery, chunks);
  deps.log('delivery-cut', { delivery, ...survey.counts, missing: missing.length, chunks });
};

const isOfPersons = (kind: DeliveryName['kind']): kind is 'persons-full' | 'persons-changes' =>
  kind === 'persons-full' || kind === 'persons-changes';
const deliveryOf = ({ asOf, kind }: DeliveryName, hash: Hash): string =>
  `${asOf}-${kind}-${hash.digest('hex').slice(0, 16)}`;

const queueChunks = ({ queue }: Deps, delivery: string, chunks: number): Promise<void> =>
  queue(Array.from({ length: chunks }, (_, chunk) => ({ v: 1, delivery, chunk })));

const hashing = async function* (bytes: AsyncIterable<Uint8Array>, hash: Hash) {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
};
