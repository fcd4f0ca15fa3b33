// One process of the crash matrix: brings the stack up on a data directory and lives on from where it stands, or until it is killed.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KillAt } from '#infra/local/kill-at.ts';
import { startLocal } from '#infra/local/stack.ts';
import { callName } from './call-name.ts';
import { digestOf } from './digest.ts';
import { type Facts, factsOf } from './facts.ts';
import { live, type Moment } from './timeline.ts';

/** What a child is asked to do. */
export type Task = {
  readonly cdkOut: string;
  readonly dataDir: string;
  /** File with the moments. */
  readonly moments: string;
  /** Where the answer goes. */
  readonly answer: string;
  /** Where there is, before each moment, what the data directory then holds, and the digest of it. */
  readonly copies: string;
  /**
   * `records`: makes these copies. `compares`: ends where it finds itself as the copy was. `lives`: lives on to the end.
   */
  readonly way: 'records' | 'compares' | 'lives';
  /** The call to be killed at: the so many-th of that name since this process was started. */
  readonly kill?: { readonly name: string; readonly nth: number; readonly side: 'before' | 'after' };
};
export type Call = { readonly name: string; readonly moment: number };
/** `rejoined`: the moment before which everything is as it was without a crash. */
export type Answer =
  | { readonly rejoined: number }
  | { readonly facts: Facts; readonly calls: readonly Call[]; readonly seen: number };

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const moments = JSON.parse(readFileSync(task.moments, 'utf8')) as Moment[];
const calls: Call[] = [];
let moment: number | undefined;
let seen = 0;

const killAt: KillAt = (caller, called, body) => {
  const name = callName(caller, called, body);
  if (name === undefined) return undefined;
  calls.push({ name, moment: moment ?? 0 });
  if (name !== task.kill?.name) return undefined;
  seen += 1;
  return seen === task.kill.nth ? task.kill.side : undefined;
};

const answer = (what: Answer): void => writeFileSync(task.answer, JSON.stringify(what));

const onMoment = async (index: number): Promise<void> => {
  const isFirst = moment === undefined;
  moment = index;
  const [folder, file] = [join(task.copies, `${index}`), join(task.copies, `${index}.json`)];
  if (task.way === 'records') {
    cpSync(task.dataDir, folder, { recursive: true });
    rmSync(join(folder, 'endpoints.json'), { force: true });
    writeFileSync(file, JSON.stringify(await digestOf(stack)));
  }
  if (task.way !== 'compares' || isFirst) return;
  if (readFileSync(file, 'utf8') !== JSON.stringify(await digestOf(stack))) return;
  answer({ rejoined: index });
  process.exit(0);
};

const stack = await startLocal({
  cdkOut: task.cdkOut,
  on: moments[0]?.at.slice(0, 10) ?? '',
  dataDir: task.dataDir,
  killAt,
});
await stack.drain(); // what an earlier process left in the queues
await live(stack, task.dataDir, moments, { onMoment });
answer({ facts: await factsOf(stack), calls, seen });
process.exit(0);
