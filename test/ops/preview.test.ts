import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inventedPersons } from '#infra/local/invented-persons.ts';
import { gatherResults } from '#infra/local/results.ts';
import { startTown } from '#test/e2e/town.ts';
import { operate } from './operate.ts';
import { realRun, timeless, writtenIn } from './person-by-person.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'tijdig-preview-'));
const { persons, on, municipality, deliveries } = inventedPersons();

it('says of a file what a run of it then does, person by person', async () => {
  const out = scratch();
  const input = join(scratch(), 'persons.csv');
  writeFileSync(input, persons);
  const common = ['--on', on, '--municipality', municipality, '--input', input];
  const { code, out: shown } = await operate(['preview', 'all', ...common, '--out', out]);
  expect(code).toBe(0);
  expect(shown).toMatch(/Er is niets verzonden/);

  const previewed = writtenIn(out);
  expect(previewed.notices.length).toBeGreaterThan(60);
  expect(previewed.decisions.length).toBeGreaterThan(5);
  expect(previewed).toEqual(writtenIn(await realRun(...common)));
  const states = readFileSync(join(out, 'notices.ndjson'), 'utf8').match(/"state":"[A-Z]+"/g);
  expect(new Set(states)).toEqual(new Set(['"state":"PREVIEW"']));
  const samples = readdirSync(join(out, 'letters'));
  expect(samples).toHaveLength(5);
  for (const name of samples)
    expect(
      readFileSync(join(out, 'letters', name))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
});

it('says of a data directory what the next day then does, and changes nothing there', async () => {
  const [out, data] = [scratch(), scratch()];
  const town = await startTown(on, undefined, data);
  onTestFinished(() => town.stop());
  await town.runDay(on, { deliveries: deliveries(on) });
  const next = '2026-12-15'; // reminders and new notices
  const before = JSON.stringify(await town.agendas());
  const known = await town.notices();

  const refused = await operate([
    'preview',
    'all',
    '--on',
    on,
    '--municipality',
    municipality,
    '--data',
    data,
    '--out',
    out,
  ]);
  expect(refused.code).toBe(1);
  expect(refused.complaint).toMatch(/24-11-2026 is al gepland/);

  const asked = await operate([
    'preview',
    'travel-document-expiry',
    '--on',
    next,
    '--municipality',
    municipality,
    '--data',
    data,
    '--out',
    out,
    '--json',
  ]);
  expect(asked.code).toBe(0);
  expect(JSON.stringify(await town.agendas())).toBe(before);
  expect(await town.notices()).toEqual(known);

  await town.runDay(next);
  const ids = new Set(known.map(({ noticeId, decidedOn }) => `${noticeId}@${decidedOn}`));
  const { written, notices } = await gatherResults(town);
  const fresh = new Set(
    notices.filter((each) => !ids.has(`${each.noticeId}@${each.decidedOn}`)).map(({ noticeId }) => noticeId),
  );
  const real = written.filter(({ noticeId }) => fresh.has(noticeId)).map(timeless);
  expect(real.length).toBeGreaterThan(0);
  const byId = (a: { noticeId?: unknown }, b: { noticeId?: unknown }) =>
    String(a.noticeId) < String(b.noticeId) ? -1 : 1;
  expect([...writtenIn(out).notices].sort(byId)).toEqual(JSON.parse(JSON.stringify(real.sort(byId))));
});

it.each([
  [['preview'], /zeg welke dienst/],
  [['preview', 'unknown'], /er is geen dienst unknown/],
  [['preview', 'all'], /--input BESTAND of --data DIR/],
  [['preview', 'all', '--input', 'x', '--stage', 'production'], /niet met --stage/],
  [['preview', 'all', '--input', 'x', '--on', 'morgen'], /een dag schrijft u als/],
  [['preview', 'all', '--input', 'x', '--on', '2026-11-24'], /vier cijfers/],
  [['preview', 'all', '--input', 'x', '--on', '2026-11-24', '--municipality', '9901'], /--out DIR/],
  [
    ['preview', 'all', '--input', 'x', '--on', '2026-11-24', '--municipality', '9901', '--out', '/tmp'],
    /er is geen bestand/,
  ],
])('%j is wrong use', async (args, why) => {
  const { code, complaint } = await operate(args);
  expect([code, complaint]).toEqual([2, expect.stringMatching(why)]);
});
