import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFonts } from '#infra/build/fonts.ts';
import { settings } from '#infra/settings.ts';
import { loadFonts } from '#shared/channels/fonts.ts';
import { writeHostileLetters } from '#test/channels/hostile-letters.ts';

/** `npm run bench:letters`: letters to 10,000 hostile names, each read back. Exits 1 at the first that is not right. */
const NAMES = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
await buildFonts(folder);
const started = process.cpuUsage();
const came = await writeHostileLetters(NAMES, loadFonts(folder), settings.local.sender, (done) => {
  if (done % 1000 === 0) console.info(`${done} names`);
});
const { user, system } = process.cpuUsage(started);
console.info(
  `${JSON.stringify(came)}: 0 crashes, 0 that do not read back, ${Math.round((user + system) / 1e6)} s of CPU`,
);
