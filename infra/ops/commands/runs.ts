import { isFinal } from '#shared/domain/arrows.ts';
import { addDays, dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { pack } from '#shared/domain/pack.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Plans } from '#shared/store/plans.ts';
import type { Run, Runs } from '#shared/store/runs.ts';
import type { Command } from '../command.ts';
import { runLines } from '../show/runs.ts';
import { storesOf } from '../stores.ts';
import { wholeNumber } from '../whole-number.ts';

type Deps = {
  readonly runs: Pick<Runs, 'get' | 'open'>;
  readonly plans: Pick<Plans, 'get'>;
  readonly notices: Pick<Notices, 'getMany'>;
  readonly now: () => Instant;
};

/** What a run came to, entry by entry of its plan. */
export type RunAccount = Pick<Plan, 'date' | 'found' | 'backlog' | 'closing' | 'leftOut'> & {
  /** Not every entry has come to something yet, or its account is not closed. */
  readonly isOpen: boolean;
  /** The plan was not wholly queued. */
  readonly isCutOff: boolean;
  readonly planned: number;
  readonly settled: number;
  /** Entries by the state of the notice that speaks for them; `none` where there is none. */
  readonly states: Readonly<Partial<Record<NoticeState | 'none', number>>>;
};

/** Runs are kept for 400 days (functions/scan). */
const KEPT_DAYS = 400;
const AT_ONCE = 20;

/** The last runs, the newest first. There is no list of them: days are gone through backwards. */
export const lastRuns =
  (deps: Deps) =>
  async (count: number): Promise<RunAccount[]> => {
    const today = dayOf(deps.now());
    const days = Array.from({ length: KEPT_DAYS }, (_, ago) => addDays(today, -ago));
    const found: Run[] = [];
    for (const some of pack(days, AT_ONCE)) {
      if (found.length >= count) break;
      found.push(...(await Promise.all(some.map(deps.runs.get))).filter((run) => run !== undefined));
    }
    const open = new Set(await deps.runs.open());
    return Promise.all(found.slice(0, count).map((run) => accountOf(deps, run, open)));
  };

const accountOf = async (deps: Deps, run: Run, open: ReadonlySet<IsoDate>): Promise<RunAccount> => {
  const plan = await deps.plans.get(run.plan);
  const entries = plan.candidates.flatMap((candidate) => candidate.entries);
  const states = await statesOf(deps.notices, entries);
  const ended = states.filter((state) => state === 'none' || isFinal(state));
  return {
    date: run.date,
    isOpen: open.has(run.date),
    isCutOff: run.cursor < run.messages,
    planned: entries.length,
    settled: open.has(run.date) ? ended.filter((state) => state !== 'none').length : entries.length,
    states: Object.fromEntries([...Map.groupBy(states, (state) => state)].map(([state, all]) => [state, all.length])),
    found: plan.found,
    backlog: plan.backlog,
    closing: plan.closing,
    leftOut: plan.leftOut,
  };
};

/** For each entry the state of the notice that it is told in, its own or another. */
const statesOf = async ({ getMany }: Deps['notices'], entries: readonly string[]) => {
  const own = await getMany(entries);
  const mains = await getMany([...own.values()].flatMap((each) => (each.state === 'REF' ? [each.ref] : [])));
  return entries.map((entry): NoticeState | 'none' => {
    const found = own.get(entry);
    const main = found?.state === 'REF' ? mains.get(found.ref) : found;
    return main === undefined || main.state === 'REF' ? 'none' : main.state;
  });
};

export const runsCommand: Command = {
  name: 'runs',
  usage: '[--last N]',
  summary: 'de laatste dagen: wat gepland was en wat ervan kwam',
  details: [
    'Elke dag om 10.05 uur wordt gekeken wat er te melden is. gevonden: wat aan de beurt was; gepland: wat uit mocht;',
    'klaar: wat tot een einde kwam; wacht op ruimte: wat niet paste in wat de balie per dag aankan.',
  ],
  options: { last: { type: 'string' } },
  run: async ({ values, site, words }) => {
    const last = wholeNumber('last', values.last ?? '10', { most: 366, words });
    const at = await site();
    const stores = storesOf(at);
    const accounts = await lastRuns({ ...stores, now: at.now })(last);
    const { halts, isRestored } = await stores.switches.explained();
    return {
      isDone: true,
      json: { runs: accounts, halts, isRestored },
      lines: runLines(accounts, { halts, isRestored }),
    };
  },
};
