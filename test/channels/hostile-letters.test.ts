import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildFonts } from '#infra/build/fonts.ts';
import { settings } from '#infra/settings.ts';
import { loadFonts } from '#shared/channels/fonts.ts';
import { writeHostileLetters } from './hostile-letters.ts';

/** `npm run bench:letters` takes all 10,000; .ci/run runs it. */
const NAMES = 600;

it(`${NAMES} hostile names each get a letter that reads back, or a person`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
  await buildFonts(folder);
  const came = await writeHostileLetters(NAMES, loadFonts(folder), settings.local.sender);
  console.info(`hostile names in letters: ${JSON.stringify(came)}`);
  expect(came.names).toBe(NAMES);
  expect(came.letters).toBeGreaterThan(NAMES / 4);
  expect(came['in no font']).toBeGreaterThan(0);
  expect(came['too long for the window']).toBeGreaterThan(0);
});
