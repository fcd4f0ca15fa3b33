import type { EvaluateEvent } from '#events/evaluate.ts';
import type { log } from '#shared/aws/log.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { evaluateResident } from '#shared/domain/evaluate-resident.ts';
import { pack } from '#shared/domain/pack.ts';
import type { Service } from '#shared/domain/service.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { Epochs, Hashes } from '#shared/store/epochs.ts';
import type { Residents } from '#shared/store/residents.ts';

export type Deps = {
  readonly residents: Pick<Residents, 'get' | 'noteAgendas' | 'clean' | 'page'>;
  readonly agendas: Pick<Agendas, 'get' | 'create' | 'replace'>;
  readonly epochs: Pick<Epochs, 'get' | 'restart' | 'segmentDone'>;
  readonly queue: (messages: readonly EvaluateEvent[]) => Promise<void>;
  readonly services: readonly Service[];
  /** The rules deployed: what the epoch becomes. */
  readonly hashes: Hashes;
  readonly municipality: string;
  readonly segments: number;
  readonly today: () => IsoDate;
  readonly log: typeof log;
};

const AT_ONCE = 8;
const TRIES = 8;

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

/** Reads the agenda, then the record, and both again when the condition of the write fails; `dirty` is cleared last. */
const evaluateOne = async (deps: Deps, residentId: string): Promise<void> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await deps.agendas.get(residentId);
    const resident = await deps.residents.get(residentId);
    if (!resident) return;
    const state = {
      residentId,
      record: resident.record,
      contested: resident.contested !== undefined,
      missing: resident.missing === true,
    };
    const next = evaluateResident(state, before, deps.services, deps.municipality, deps.today());
    if (!resident.agendas.includes(residentId))
      await deps.residents.noteAgendas(residentId, [...resident.agendas, residentId]);
    const raised = { ...next, v: next.v + 1 };
    const isWritten =
      next === before || (before ? await deps.agendas.replace(raised) : await deps.agendas.create(raised));
    if (!isWritten) continue;
    if (resident.dirty) await deps.residents.clean(resident);
    return;
  }
  throw new Error('an agenda kept changing while it was evaluated');
};
