import type { EvaluateEvent } from '#events/evaluate.ts';
import type { log } from '#shared/aws/log.ts';
import { pack } from '#shared/domain/pack.ts';
import type { Epochs, Hashes } from '#shared/store/epochs.ts';
import type { Residents } from '#shared/store/residents.ts';
import { evaluateOne, type OneDeps } from './evaluate-one.ts';

export type Deps = OneDeps & {
  readonly residents: Pick<Residents, 'page'>;
  readonly epochs: Pick<Epochs, 'get' | 'restart' | 'segmentDone'>;
  /** The rules deployed: what the epoch becomes. */
  readonly hashes: Hashes;
  readonly segments: number;
  readonly log: typeof log;
};

const AT_ONCE = 8;

/** Brings agendas up to date with the records, page by page; every kind of message ends in `evaluateOne`. */
export const evaluate =
  (deps: Deps) =>
  async (event: EvaluateEvent): Promise<void> => {
    switch (event.kind) {
      case 'residents':
        return evaluateAll(deps, event.ids);
      case 'page':
        return evaluatePage(deps, event);
      case 'changed':
        return deps.queue(firstPages(deps, 'dirty'));
      case 'backfill':
        return startBackfill(deps);
      default:
        throw new Error(`no such message: ${event satisfies never}`);
    }
  };

const firstPages = ({ segments }: Deps, filter: 'dirty' | 'all', fingerprint?: string): EvaluateEvent[] =>
  Array.from({ length: segments }, (_, segment) => ({
    v: 1,
    kind: 'page',
    filter,
    segment,
    ...(fingerprint && { fingerprint }),
  }));

/** Compares what is deployed with what the agendas were evaluated with; the same: nothing to do. */
const startBackfill = async (deps: Deps): Promise<void> => {
  const fingerprint = fingerprintOf(deps.hashes);
  if (fingerprintOf(await deps.epochs.get()) === fingerprint) return;
  await deps.epochs.restart(fingerprint);
  await deps.queue(firstPages(deps, 'all', fingerprint));
  deps.log('backfill-started', { fingerprint });
};

const fingerprintOf = (hashes: Hashes): string =>
  Object.entries(hashes)
    .map(([id, hash]) => `${id}:${hash}`)
    .sort()
    .join('+');

const evaluatePage = async (deps: Deps, event: Extract<EvaluateEvent, { kind: 'page' }>): Promise<void> => {
  // A backfill to rules that are no longer the deployed ones has nothing to prove.
  if (event.fingerprint !== undefined && event.fingerprint !== fingerprintOf(deps.hashes)) return;
  const { ids, after } = await deps.residents.page(event.filter, event.segment, deps.segments, event.after);
  await evaluateAll(deps, ids);
  if (after !== undefined) return deps.queue([{ ...event, after }]);
  if (event.fingerprint === undefined) return;
  const isComplete = await deps.epochs.segmentDone(event.fingerprint, event.segment, deps.segments, deps.hashes);
  if (isComplete) deps.log('backfill-completed', { fingerprint: event.fingerprint });
};

const evaluateAll = async (deps: Deps, ids: readonly string[]): Promise<void> => {
  for (const some of pack(ids, AT_ONCE)) await Promise.all(some.map((id) => evaluateOne(deps, id)));
};
