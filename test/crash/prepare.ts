import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synth } from '#infra/local/synth.ts';
import type { Ground } from './kill-run.ts';
import { type Point, pointsIn } from './points.ts';
import { runChild } from './run-child.ts';
import { smallTown } from './small-town.ts';

/** Synthesises once, and runs the small town once without a crash: what came of it, and where it can be killed. */
export const prepare = async (
  folder: string,
): Promise<{ readonly ground: Ground; readonly points: readonly Point[] }> => {
  const [cdkOut, copies, moments] = ['cdk', 'copies', 'moments.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(cdkOut, { recursive: true });
  await synth({ municipality: '9901', municipalityName: 'Voorbeeldstad' }, cdkOut);
  writeFileSync(moments, JSON.stringify(smallTown()));
  mkdirSync(copies);
  const whole = await runChild({ cdkOut, moments, copies, dataDir: join(folder, 'whole'), way: 'records' }, folder);
  if (whole.end !== 'done' || !('facts' in whole.answer))
    throw new Error(`the run without a crash ${whole.end === 'failed' ? whole.why : 'was killed'}`);
  const { facts, calls } = whole.answer;
  return { ground: { cdkOut, moments, copies, folder, whole: facts }, points: pointsIn(calls) };
};
