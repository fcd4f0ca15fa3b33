import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildFonts } from '#infra/build/fonts.ts';
import { settings } from '#infra/settings.ts';
import { type Fonts, loadFonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { PRINTABLE } from '#shared/channels/printable.ts';
import { readPages, wordsOn } from '#shared/channels/read-pages.ts';
import { pack } from '#shared/domain/pack.ts';
import { aLetter } from '#test/letter-examples.ts';
import { writeHostileLetters } from './hostile-letters.ts';

/** `npm run bench:letters` takes all 10,000; .ci/run runs it. */
const NAMES = 600;

let fonts: Fonts;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
  await buildFonts(folder);
  fonts = loadFonts(folder);
});

it(`${NAMES} hostile names each get a letter that reads back, or a person`, async () => {
  const came = await writeHostileLetters(NAMES, fonts, settings.local.sender);
  console.info(`hostile names in letters: ${JSON.stringify(came)}`);
  expect(came.names).toBe(NAMES);
  expect(came.letters).toBeGreaterThan(NAMES / 4);
  expect(came['in no font']).toBeGreaterThan(0);
  expect(came['too long for the window']).toBeGreaterThan(0);
});

it('every character that is called printable reads back as itself', async () => {
  const codes = PRINTABLE.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, n) => from + n));
  const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');
  for (const some of pack(codes, 30)) {
    const paragraphs = some.map((code, nth) => `q${nth}x${String.fromCodePoint(code)}x${nth}q`);
    const addressee = { name: 'A', salutation: 'B', lines: ['C', 'D'], postcode: '9901AA', houseNumber: 1 };
    const text = { subject: 'x', blocks: [{ id: 'opening', paragraphs }] } as const;
    const { pdf } = await renderLetter({ ...aLetter({ text, addressee }), fonts });
    const read = squeezed((await readPages(pdf)).map(wordsOn).join(''));
    expect(paragraphs.filter((each) => !read.includes(squeezed(each)))).toEqual([]);
  }
});
