import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { officialSet, WHERE } from '#test/official-set.ts';
import { operate } from './operate.ts';
import { realRun, writtenIn } from './person-by-person.ts';

const file = officialSet();

/** Dates at which the set has something due (docs/figures.md). */
describe.skipIf(!file)(`a preview of the official test set (${WHERE})`, () => {
  it.each([
    ['0518', '2016-01-04'],
    ['0363', '2015-11-02'],
    ['1900', '2016-02-08'],
  ])('of %s on %s agrees with a run of it, person by person', async (municipality, on) => {
    const out = mkdtempSync(join(tmpdir(), 'tijdig-preview-'));
    const common = ['--municipality', municipality, '--on', on, '--input', file as string];
    expect((await operate(['preview', 'all', ...common, '--out', out])).code).toBe(0);
    const previewed = writtenIn(out);
    expect(previewed.notices.length + previewed.decisions.length).toBeGreaterThan(0);
    expect(previewed).toEqual(writtenIn(await realRun(...common)));
  });
});
