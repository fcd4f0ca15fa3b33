import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';
import { simulate } from './simulate.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe('the simulation', () => {
  it('lives through the same seed the same way (I12)', async () => {
    for (const seed of [3, 17]) expect(await simulate({ seed })).toEqual(await simulate({ seed }));
  });

  it('finds nothing wrong, and plenty going wrong, in a few seeds', async () => {
    let [faults, sends] = [0, 0];
    for (let seed = 100; seed < 120; seed += 1) {
      const outcome = await simulate({ seed });
      expect(outcome.violations, `npm run sim -- --seed ${seed} --trace`).toEqual([]);
      faults += Object.values(outcome.faults).reduce((sum, count) => sum + count, 0);
      sends += outcome.sends;
    }
    expect(faults).toBeGreaterThan(600);
    expect(sends).toBeGreaterThan(60);
  });

  it('sends to everybody when nothing goes wrong at calls', async () => {
    const outcome = await simulate({ seed: 5, scale: 0 });
    expect([outcome.violations, outcome.faults, outcome.unknown]).toEqual([[], {}, 0]);
    expect(outcome.sends).toBeGreaterThan(3);
  });

  it('plants each defect where it finds what it takes the place of, once', () => {
    const edits = mutants.flatMap((mutant) => mutant.edits.map((edit) => ({ ...edit, mutant: mutant.name })));
    const wrong = edits.filter(({ file, find }) => readFileSync(join(ROOT, file), 'utf8').split(find).length !== 2);
    expect(wrong.map(({ mutant, file }) => `${mutant}: ${file}`)).toEqual([]);
  });

  it('has a name of its own for every defect, and finds the plainest within a few seeds', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    const run = spawnSync(
      process.execPath,
      [script('run-mutants.ts'), '--only', 'timeout means retry', '--seeds', '60'],
      {
        encoding: 'utf8',
      },
    );
    expect(run.stdout + run.stderr).toContain('1 mutants, 1 found, 0 missed');
    expect(run.status).toBe(0);
  });

  it('says in words what it was asked wrongly', () => {
    const run = spawnSync(process.execPath, [script('run.ts'), '--seeds', 'many'], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([2, '--seeds is a number from 1, and not many\n']);
  });
});
