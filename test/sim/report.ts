import { type FaultKind, faultKinds } from './faults.ts';
import type { Outcome } from './simulate.ts';

/** Outcomes of many seeds, added up. */
export type Total = {
  seeds: number;
  faults: Partial<Record<FaultKind, number>>;
  sends: number;
  unknown: number;
  unknownFinal: number;
  lines: number;
  calls: number;
  violations: number;
  seedsWith: { unknown: number; cancelledInBatch: number; restore: number };
  failed: { readonly seed: number; readonly violations: readonly string[] }[];
};

export const noTotal = (): Total => ({
  seeds: 0,
  faults: {},
  sends: 0,
  unknown: 0,
  unknownFinal: 0,
  lines: 0,
  calls: 0,
  violations: 0,
  seedsWith: { unknown: 0, cancelledInBatch: 0, restore: 0 },
  failed: [],
});

const FAILED_KEPT = 20;

export const addOutcome = (total: Total, outcome: Outcome): Total => {
  for (const kind of faultKinds) total.faults[kind] = (total.faults[kind] ?? 0) + (outcome.faults[kind] ?? 0);
  total.seeds += 1;
  total.sends += outcome.sends;
  total.unknown += outcome.unknown;
  total.unknownFinal += outcome.unknownFinal;
  total.lines += outcome.lines;
  total.calls += outcome.calls;
  total.violations += outcome.violations.length;
  total.seedsWith.unknown += outcome.unknown > 0 ? 1 : 0;
  total.seedsWith.cancelledInBatch += outcome.cancelledInBatch > 0 ? 1 : 0;
  total.seedsWith.restore += outcome.restores > 0 ? 1 : 0;
  if (outcome.violations.length > 0 && total.failed.length < FAILED_KEPT)
    total.failed.push({ seed: outcome.seed, violations: outcome.violations });
  return total;
};

export const addTotals = (a: Total, b: Total): Total => ({
  seeds: a.seeds + b.seeds,
  faults: Object.fromEntries(faultKinds.map((kind) => [kind, (a.faults[kind] ?? 0) + (b.faults[kind] ?? 0)])),
  sends: a.sends + b.sends,
  unknown: a.unknown + b.unknown,
  unknownFinal: a.unknownFinal + b.unknownFinal,
  lines: a.lines + b.lines,
  calls: a.calls + b.calls,
  violations: a.violations + b.violations,
  seedsWith: {
    unknown: a.seedsWith.unknown + b.seedsWith.unknown,
    cancelledInBatch: a.seedsWith.cancelledInBatch + b.seedsWith.cancelledInBatch,
    restore: a.seedsWith.restore + b.seedsWith.restore,
  },
  failed: [...a.failed, ...b.failed].slice(0, FAILED_KEPT),
});

const faultsIn = ({ faults }: Total): number => Object.values(faults).reduce((sum, count) => sum + count, 0);

const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

/** Of what a run saw less than a hundredth, so that it proves little of it: kinds of faults, and what seeds came to. */
export const rareIn = (total: Total): string[] => {
  const all = faultsIn(total);
  const isRare = (part: number, whole: number): boolean => part * 100 < whole;
  return [
    ...faultKinds.filter((kind) => isRare(total.faults[kind] ?? 0, all)),
    ...Object.entries(total.seedsWith)
      .filter(([, seeds]) => isRare(seeds, total.seeds))
      .map(([what]) => `seeds with ${what}`),
  ];
};

/** The report in words; its last line is the one to remember. */
export const reportOf = (total: Total): string => {
  const all = faultsIn(total);
  const { seedsWith, seeds } = total;
  return [
    'faults by kind:',
    ...faultKinds.map(
      (kind) =>
        `  ${kind.padEnd(26)} ${`${total.faults[kind] ?? 0}`.padStart(9)}  ${share(total.faults[kind] ?? 0, all)}`,
    ),
    `calls to the outside: ${total.calls}`,
    `seeds with an unknown outcome: ${share(seedsWith.unknown, seeds)}; with a letter cancelled in its batch: ${share(seedsWith.cancelledInBatch, seeds)}; with tables restored: ${share(seedsWith.restore, seeds)}`,
    `unknown at some time: ${share(total.unknown, total.sends)} of sends; left to a person, on the worklist: ${share(total.unknownFinal, total.sends)}`,
    `lines looked through for personal data: ${total.lines}`,
    ...total.failed.flatMap(({ seed, violations }) => [
      `seed ${seed}: npm run sim -- --seed ${seed} --trace`,
      ...violations.slice(0, 5).map((violation) => `  ${violation}`),
    ]),
    `${seeds} seeds, ${all} faults, ${total.sends} sends, ${total.violations} violations`,
  ].join('\n');
};
