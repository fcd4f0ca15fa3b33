import type { ReconcileEvent } from '#events/reconcile.ts';
import type { log } from '#shared/aws/log.ts';
import { addSeconds } from '#shared/domain/dates.ts';
import type { Copies } from '#shared/store/copies.ts';
import type { Epochs, Hashes } from '#shared/store/epochs.ts';
import type { Switches } from '#shared/store/switches.ts';
import { type MendDeps, mendAgendas } from './mend-agendas.ts';
import { type BatchDeps, settleBatches } from './settle-batches.ts';
import { type CopyCounts, type CopyDeps, settleCopies } from './settle-copies.ts';

export type Deps = BatchDeps &
  CopyDeps &
  MendDeps & {
    readonly copies: Copies;
    readonly switches: Pick<Switches, 'halted' | 'settleEpoch'>;
    readonly epochs: Pick<Epochs, 'get'>;
    /** What the agendas must have been evaluated with. */
    readonly hashes: Hashes;
    readonly log: typeof log;
  };

/** What was found and done, in counts; and what keeps everything halted still, if something does. */
export type Reconciled = Partial<CopyCounts> & {
  readonly released: boolean;
  readonly because?: 'backfill-not-done' | 'copies-unreadable' | 'letters-unaccounted-for';
  readonly batches?: number;
  /** Letters that were printed and that no notice accounts for. */
  readonly letters?: number;
  /** Agendas of which a claim was opened, or the version raised. */
  readonly agendas?: number;
};

/** The clocks of two services differ, and a copy is put before its notice is written: so much earlier is looked at as well. */
const MARGIN_SECONDS = 3600;
/** Closed batches are kept for 90 days: of a backup older than that nobody can tell what was printed since. */
const OLDEST_SECONDS = 89 * 24 * 3600;

/**
 * Settles what tables that were put back from a backup do not know, by what is not restored with them: the copy that is kept of
 * every message before it is sent, and the manifests of the batches that were printed. As its last word it says that the tables
 * are of the deployed epoch, and everything goes on. May be cut off anywhere and called again: what is done is found done.
 * @throws when `since` makes no sense, or when there is nothing to reconcile
 */
export const reconcile =
  (deps: Deps) =>
  async ({ since, force }: ReconcileEvent): Promise<Reconciled> => {
    const now = deps.now();
    if (Date.parse(since) > Date.parse(now))
      throw new Error('since lies in the future: it is the instant of the backup');
    if (Date.parse(since) < Date.parse(addSeconds(now, -OLDEST_SECONDS)))
      throw new Error('since lies more than 89 days back: what was printed after it is no longer known');
    if (!force && (await deps.switches.halted([])) === undefined)
      throw new Error('the tables are of the deployed epoch: there is nothing to reconcile');
    if (!(await isEvaluated(deps))) return told(deps, { released: false, because: 'backfill-not-done' });

    const from = addSeconds(since, -MARGIN_SECONDS);
    const given = await settleBatches(deps, from);
    const counts = await settleCopies(deps, await deps.copies.since(from), given);
    const letters = [...given.printed.keys()].filter((letterId) => !given.accounted.has(letterId));
    for (const letterId of letters) deps.log('letter-unaccounted-for', { letterId });
    const done = { ...counts, batches: given.batches, letters: letters.length, agendas: await mendAgendas(deps) };
    if (counts.unreadable > 0) return told(deps, { released: false, because: 'copies-unreadable', ...done });
    if (letters.length > 0) return told(deps, { released: false, because: 'letters-unaccounted-for', ...done });
    await deps.switches.settleEpoch();
    return told(deps, { released: true, ...done });
  };

/** Agendas that were put back lack what fell due since: first they are evaluated anew, which goes on during the halt. */
const isEvaluated = async ({ epochs, hashes }: Deps): Promise<boolean> => {
  const known = await epochs.get();
  return Object.entries(hashes).every(([service, hash]) => known[service] === hash);
};

const told = ({ log }: Deps, reconciled: Reconciled): Reconciled => {
  log('reconciled', reconciled);
  return reconciled;
};
