import { type Bill, billOf } from './meter/bill.ts';
import type { Results } from './results.ts';
import type { LocalStack } from './stack.ts';

type Stage = {
  readonly invocations: number;
  readonly failures: number;
  readonly seconds: number;
  /** What the function logged: how often, with its numbers added up. */
  readonly logged: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

/** What a run did, stage by stage, and what it took. */
export type RunAccount = {
  readonly municipality: string;
  readonly days: readonly string[];
  readonly stages: Readonly<Record<string, Stage>>;
  readonly notices: Readonly<Record<string, number>>;
  readonly mails: number;
  readonly texts: number;
  /** What AWS would have billed; see docs/figures.md. */
  readonly billed: Bill;
  readonly awsCalls: Readonly<Record<string, number>>;
  readonly deadLetters: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** The most this process held at any time, threads of functions included. */
  readonly memoryMiB: number;
};

export const runAccount = (
  stack: LocalStack,
  { notices }: Results,
  run: { readonly municipality: string; readonly days: readonly string[] },
): RunAccount => ({
  ...run,
  stages: Object.fromEntries(
    stack.functions.map(({ name, spent }) => [
      name,
      { ...spent, seconds: rounded(spent.seconds), logged: loggedBy(stack, name) },
    ]),
  ),
  notices: addUp(notices.map(({ state }) => [state, 1])),
  mails: stack.mails.length,
  texts: stack.texts.length,
  billed: billOf({ metered: stack.metered(), functions: stack.functions, logs: stack.logs, notices }),
  awsCalls: addUp(stack.calls().map(({ action, count }) => [action, count])),
  deadLetters: addUp(stack.deadLetters().map(({ name, count }) => [name, count])),
  seconds: rounded(process.uptime()),
  memoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
});

const loggedBy = ({ logs }: LocalStack, name: string): Stage['logged'] => {
  const logged: Record<string, Record<string, number>> = {};
  for (const { line } of logs.filter((log) => log.function === name && typeof log.line.msg === 'string')) {
    const numbers = Object.entries(line).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    const known = Object.entries(logged[String(line.msg)] ?? {});
    logged[String(line.msg)] = addUp([...known, ['times', 1], ...numbers]);
  }
  return logged;
};

const addUp = (numbers: readonly (readonly [string, number])[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const [name, number] of numbers) sums[name] = (sums[name] ?? 0) + number;
  return sums;
};

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;
