import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from './facts.ts';
import { unknownIn, violations } from './judge.ts';
import type { Point, Side } from './points.ts';
import { type Ended, runChild } from './run-child.ts';

/** Where everything lies that the runs share. */
export type Ground = {
  readonly cdkOut: string;
  readonly moments: string;
  /** Data directories as they were before each moment of the run without a crash, and their digests. */
  readonly copies: string;
  readonly folder: string;
  /** What came of everything in the run without a crash. */
  readonly whole: Facts;
};

export type Outcome = {
  readonly point: Point;
  readonly side: Side;
  readonly violations: readonly string[];
  /** Notices that are unknown in the end, and for a person. */
  readonly unknown: number;
  /** The moment before which everything was as it had been without a crash, where the run was ended. */
  readonly rejoined?: number;
  /** The call did not come: functions work side by side, and not always in the same order. */
  readonly isMissed?: true;
};

const TRIES = 3;

/**
 * Kills at a point, starts again on the same data, and judges what came of it.
 * @param isWhole to live on to the end, also where everything is as it was without a crash
 */
export const killRun = async (ground: Ground, point: Point, side: Side, isWhole: boolean): Promise<Outcome> => {
  const folder = join(ground.folder, `${point.number}-${side}`);
  const judged = (more: Partial<Outcome>): Outcome => ({ point, side, violations: [], unknown: 0, ...more });
  try {
    const killed = await kill(ground, point, side, folder);
    if (killed.end === 'failed') return judged({ violations: [`the run to be killed failed: ${killed.why}`] });
    if (killed.end === 'done') return judged({ isMissed: true });
    const { end, ...rest } = await runChild(taskFor(ground, folder, isWhole ? 'lives' : 'compares'), folder);
    if (end !== 'done' || !('answer' in rest))
      return judged({ violations: [`the run after it ${end}: ${Object.values(rest)}`] });
    if ('rejoined' in rest.answer) return judged({ rejoined: rest.answer.rejoined });
    const { facts } = rest.answer;
    return judged({ unknown: unknownIn(facts).length, violations: violations(ground.whole, facts) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Lives on from the copy before the point's moment until it is killed; where the call comes less often, at its last one. */
const kill = async (ground: Ground, { name, nth, moment }: Point, side: Side, folder: string): Promise<Ended> => {
  let wanted = nth;
  for (let tried = 1; ; tried += 1) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const task = taskFor(ground, folder, 'lives');
    cpSync(join(ground.copies, `${moment}`), task.dataDir, { recursive: true });
    const ended = await runChild({ ...task, kill: { name, nth: wanted, side } }, folder);
    if (ended.end !== 'done' || tried === TRIES) return ended;
    wanted = Math.max(1, Math.min(wanted, 'seen' in ended.answer ? ended.answer.seen : wanted));
  }
};

const taskFor = ({ cdkOut, moments, copies }: Ground, folder: string, way: 'compares' | 'lives') => ({
  cdkOut,
  moments,
  copies,
  way,
  dataDir: join(folder, 'data'),
});
