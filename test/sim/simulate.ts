import { checkAtRest } from './at-rest.ts';
import { canaryScan } from './canaries.ts';
import type { FaultKind, Severity } from './faults.ts';
import { worldOf } from './world.ts';

/** What one seed came to. */
export type Outcome = {
  readonly seed: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly sends: number;
  /** Notices that were in doubt at some time, and those that a person had to settle. */
  readonly unknown: number;
  readonly unknownFinal: number;
  readonly cancelledInBatch: number;
  readonly restores: number;
  readonly lines: number;
  readonly calls: number;
  readonly hash: number;
  readonly violations: readonly string[];
};

type Options = Severity & {
  readonly seed: number;
  /** Told of every call and every line that was logged. */
  readonly trace?: (line: string) => void;
};

/** Lives through one seed and says what came of it. */
export const simulate = async ({ seed, trace, ...severity }: Options): Promise<Outcome> => {
  const scan = canaryScan();
  let calls = 0;
  const world = worldOf({
    seed,
    ...severity,
    onLine: (line) => {
      scan.look('log', line);
      trace?.(`${world.timeline.instant()}   ${line}`);
    },
    onText: scan.look,
    onCall: (time, who, label) => {
      calls += 1;
      trace?.(`${time} ${who} ${label}`);
    },
  });
  await world.run();
  await checkAtRest(world);
  const { moves, left, broken } = world.history;
  const notices = world.cloud.tables.items('Notices');
  return {
    seed,
    faults: Object.fromEntries(world.faults.counts),
    sends: left.length,
    unknown: new Set(moves.flatMap(({ to, noticeId }) => (to === 'UNKNOWN' ? [noticeId] : []))).size,
    unknownFinal: notices.filter(({ state }) => state === 'UNKNOWN_FINAL').length,
    cancelledInBatch: moves.filter(({ from, to }) => from === 'BATCHED' && to === 'CANCELLED').length,
    restores: world.history.restores,
    lines: scan.lines(),
    calls,
    hash: world.traceHash(),
    violations: [...broken, ...scan.found],
  };
};
