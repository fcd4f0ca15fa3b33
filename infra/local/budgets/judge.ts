/** A budget of PERFORMANCE.md with what was measured against it. */
export type Measured = {
  /** Its number there. */
  readonly budget: number;
  readonly what: string;
  readonly unit: string;
  readonly allowed: number;
  readonly measured: number;
  /** Where it goes, for whoever asks why it is missed. */
  readonly where: string;
};

export type Verdict = Measured & { readonly isMet: boolean };

/** A budget is met when no more was measured than is allowed; nothing measured (NaN) is a miss. */
export const judge = (all: readonly Measured[]): Verdict[] =>
  all.map((each) => ({ ...each, isMet: each.measured <= each.allowed }));

/** 0 when every budget is met and there is one, else 1. */
export const exitCode = (verdicts: readonly Verdict[]): number =>
  verdicts.length > 0 && verdicts.every(({ isMet }) => isMet) ? 0 : 1;

/** The table, and beneath it a line on each miss. */
export const budgetLines = (verdicts: readonly Verdict[]): string[] => {
  const rows = verdicts.map(({ budget, what, unit, allowed, measured, isMet }) => [
    `${budget}`,
    what,
    `≤ ${said(allowed)} ${unit}`,
    `${said(measured)} ${unit}`,
    isMet ? 'ok' : 'MISS',
  ]);
  const all = [['budget', 'what', 'allowed', 'measured', ''], ...rows];
  const widths = (all[0] as string[]).map((_, column) => Math.max(...all.map((row) => (row[column] as string).length)));
  const table = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join('  ')
      .trimEnd(),
  );
  const misses = verdicts.filter(({ isMet }) => !isMet);
  return [
    ...table,
    ...(misses.length > 0 ? [''] : []),
    ...misses.map(({ budget, what, unit, where }) => `${budget} ${what}, ${unit}: ${where}`),
    ...(misses.length > 0
      ? ['Why they are missed, and what was done about it: docs/figures.md, docs/decisions/009']
      : []),
  ];
};

const said = (number: number): string =>
  Number.isNaN(number) ? 'nothing' : number >= 100 ? `${Math.round(number)}` : `${Number(number.toPrecision(3))}`;
