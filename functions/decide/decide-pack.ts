import type { Candidate, CandidatesEvent } from '#events/candidates.ts';
import { nameOf } from '#shared/aws/error-name.ts';
import type { log } from '#shared/aws/log.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Switches } from '#shared/store/switches.ts';
import type { Stages } from './stages.ts';

type Deps = {
  readonly today: () => IsoDate;
  readonly switches: Pick<Switches, 'halted'>;
  /** How far each service is approved, in the version that decides here. */
  readonly stages: () => Promise<Stages>;
  readonly decideOne: (candidate: Candidate, stages: Stages) => Promise<void>;
  /** Rings for the notices of the pack that were not rung for yet. */
  readonly ringAll: () => Promise<void>;
  readonly requeue: (packs: readonly CandidatesEvent[]) => Promise<void>;
  readonly log: typeof log;
};

/**
 * Decides a pack. Of another local date it is left unread: its entries are in today's plan or in the next. The same while the
 * tables are restored and not reconciled: what was told of is open in them. Only the candidates that failed go back, as a
 * smaller pack; a pack that failed whole is the queue's to repeat and to park.
 */
export const decidePack =
  ({ today, switches, stages, decideOne, ringAll, requeue, log }: Deps) =>
  async ({ date, candidates }: CandidatesEvent): Promise<void> => {
    if (date !== today()) return log('pack-of-another-day', { date, candidates: candidates.length });
    // No other halt is asked for: deciding sends nothing, and dispatch asks for them all.
    if ((await switches.halted([])) !== undefined)
      return log('pack-of-restored-tables', { date, candidates: candidates.length });
    const approved = await stages();
    const failed: Candidate[] = [];
    let lastError: unknown;
    for (const candidate of candidates) {
      try {
        await decideOne(candidate, approved);
      } catch (error) {
        lastError = error;
        failed.push(candidate);
        log('candidate-failed', { addresseeId: candidate.addresseeId, error: nameOf(error) });
      }
    }
    await ringAll();
    if (failed.length === 0) return;
    if (failed.length === candidates.length) throw lastError;
    await requeue([{ v: 1, date, candidates: failed }]);
  };
