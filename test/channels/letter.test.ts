import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFonts } from '#infra/build/fonts.ts';
import { settings } from '#infra/settings.ts';
import { type Fonts, loadFonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { letterProfiles } from '#shared/channels/letter-profile.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import { PRINTABLE } from '#shared/channels/printable.ts';
import { checkLetter } from '#shared/channels/read-back.ts';
import { readPages, wordsOn } from '#shared/channels/read-pages.ts';
import { letterIdOf } from '#shared/domain/letter-id.ts';
import type { Addressee } from '#shared/domain/message.ts';
import { messagesNl } from '#shared/services/travel-document-expiry/messages.nl.ts';
import { on } from '#test/builders.ts';

let fonts: Fonts;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
  await buildFonts(folder);
  fonts = loadFonts(folder);
});

const { sender } = settings.local;
const addressee = (name: string, over: Partial<Addressee> = {}): Addressee => ({
  name,
  salutation: `Geachte mevrouw ${name.split(' ').at(-1)}`,
  lines: ['Zonnebloemlaan 12', '9901 AA  VOORBEELDSTAD'],
  postcode: '9901AA',
  houseNumber: 12,
  ...over,
});
const text = messagesNl(
  [
    {
      facts: {
        documents: [
          { kind: 'PN', expiresOn: on('2027-02-10') },
          { kind: 'NI', expiresOn: on('2027-03-01') },
        ],
      },
    },
  ],
  { sender, today: on('2026-11-24'), stage: 'notice', to: 'self' },
);
const long = { ...text, blocks: [...text.blocks, ...text.blocks, ...text.blocks] };
const number = { batch: '2026-11-24', letterId: '7KQ2M9XA4T' };
const usual = {
  text,
  sender,
  today: on('2026-11-24'),
  ...number,
  profile: letterProfiles.c5,
  envelope: 'window' as const,
};
type Over = Partial<Omit<LetterSpec, 'addressee'>>;
const render = (to: Addressee, over: Over = {}) => renderLetter({ ...usual, addressee: to, fonts, ...over });
const wrongWith = (pdf: Uint8Array, to: Addressee, pages = 1) => checkLetter(pdf, { ...usual, addressee: to, pages });

describe('a letter', () => {
  const to = addressee('A. Bakker');

  it('fits on one page, and reads back as it was written', async () => {
    const { pdf, pages } = await render(to);
    expect(pages).toBe(1);
    expect(await wrongWith(pdf, to)).toEqual([]);
    const [page = ''] = (await readPages(pdf)).map(wordsOn);
    const words = text.blocks.flatMap(({ heading = '', paragraphs, steps = [] }) => [heading, ...paragraphs, ...steps]);
    for (const part of [...words, text.subject, '24 november 2026', sender.signatory, sender.returnAddress])
      expect(page.replace(/\s+/g, '')).toContain(part.replace(/\s+/g, ''));
  });
  it('is the same byte for byte when it is made again, and differs by its number', async () => {
    const { pdf } = await render(to);
    expect(Buffer.compare(pdf, (await render(to)).pdf)).toBe(0);
    expect(Buffer.compare(pdf, (await render(to, { letterId: '7KQ2M9XA4V' })).pdf)).not.toBe(0);
  });
  it('says that it is tagged, in Dutch, what it is called, and has its fonts inside', async () => {
    const raw = Buffer.from((await render(to)).pdf).toString('latin1');
    expect(raw).toMatch(/\/Marked true/);
    expect(raw).toMatch(/\/Lang \(nl-NL\)/);
    expect(raw).toMatch(/\/DisplayDocTitle true/);
    expect(raw).toMatch(/pdfuaid/);
    expect(raw.match(/\/FontFile2/g)).toHaveLength(2);
    expect(raw).not.toMatch(/Helvetica/);
  });
  it('can be walked through: title, headings, steps as a list', async () => {
    const raw = Buffer.from((await render(to)).pdf).toString('latin1');
    const count = (type: string) => raw.match(new RegExp(`/S /${type}\\b`, 'g'))?.length;
    expect([count('H1'), count('H2'), count('L'), count('LI'), count('LBody')]).toEqual([1, 5, 1, 3, 3]);
  });
  it('counts the pages on each of them when it is long', async () => {
    const { pdf, pages } = await render(to, { text: long });
    expect(pages).toBe(3);
    expect(await wrongWith(pdf, to, pages)).toEqual([]);
  });
});

describe('the window', () => {
  const places = async (to: Addressee) => (await readPages((await render(to)).pdf))[0]?.texts ?? [];
  const LONG = 'R.A.F.I. van Wassenaer van Sint-Pancras tot Voorschoten en Zuidwijk-Hoeksche Waard van Duivenvoorde';

  it.each(['A. Bakker', LONG, `A.B. ${'x'.repeat(120)}`, `${LONG} ${LONG}`])(
    'shows all of %s and where they live',
    async (name) => {
      const all = await places(addressee(name));
      const town = all.findIndex(({ text: each }) => each.startsWith('9901'));
      const first = all.findIndex(({ text: each }) => each === sender.returnAddress) + 1;
      const block = all.slice(first, town + 1);
      expect(block.length).toBeGreaterThanOrEqual(3);
      for (const { left, right, baseline } of block) {
        expect(left).toBeCloseTo(32, 1);
        expect(right).toBeLessThanOrEqual(32 + 81);
        expect(baseline).toBeGreaterThan(50);
        expect(baseline).toBeLessThan(82);
      }
      expect(
        block
          .slice(0, -2)
          .map(({ text: each }) => each)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(name.replace(/\s/g, ''));
    },
  );
  it('shows nothing else', async () => {
    const all = await places(addressee('A. Bakker'));
    const seen = all.filter(({ left, baseline }) => left < 113 && baseline > 50 && baseline < 85);
    // The reader makes one space of the two that are set.
    expect(seen.map(({ text: each }) => each)).toEqual(['A. Bakker', 'Zonnebloemlaan 12', '9901 AA VOORBEELDSTAD']);
  });
  it('is not given half a name', async () => {
    await expect(render(addressee('van den '.repeat(60)))).rejects.toThrow(/^the address does not fit the window$/);
  });
  it('stands beneath a long municipality’s name, set on one line', async () => {
    const { pdf, pages } = await render(addressee('A. Bakker'), {
      sender: { ...sender, municipality: 'Gemeente Krimpen aan den IJssel en Ommelanden' },
    });
    expect(pages).toBe(1);
    expect((await readPages(pdf)).map(wordsOn)[0]).toContain('Gemeente Krimpen aan den IJssel en Ommelanden');
  });
});

describe('the fonts', () => {
  it('hold every character that is called printable', () => {
    for (const bytes of [fonts.regular, fonts.bold]) {
      const document = new PDFDocument({ font: null as unknown as string });
      document.font(Buffer.from(bytes));
      const { font } = (document as unknown as { _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } } })
        ._font;
      const printable = PRINTABLE.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, n) => from + n));
      expect(printable.length).toBeGreaterThan(600);
      const missing = printable.filter((code) => !font.hasGlyphForCodePoint(code));
      expect(missing).toEqual([]);
    }
  });
  it.each([
    'Zoë Çelik-Đorđević',
    'Łukasz Şahin-Ğöksu',
    "M. O'Neill-'t Hart",
    'Ł. Ðurić-Ångström',
    'W.C.Q. Groenewoud tot Schoonderloo',
  ])('print %s', async (name) => {
    const to = addressee(name);
    expect(await wrongWith((await render(to)).pdf, to)).toEqual([]);
  });
  it.each([
    ['Anna 🙂', 'U+1F642'],
    ['محمد', 'U+0645'],
    ['Анна', 'U+0410'],
    ['An\u0000na', 'U+0000'],
    ['An\u202ena', 'U+202E'],
  ])('refuse %j by the code of the character, not by the name', async (name, code) => {
    await expect(render(addressee(name))).rejects.toThrow(
      new RegExp(`^the letter's font has no ${code.replace('+', '\\+')}$`),
    );
  });
});

describe('reading back', () => {
  const right = addressee('A. Bakker');
  const other = addressee('B. Visser', { lines: ['Kerkstraat 3', '9901 ZZ  VOORBEELDSTAD'], postcode: '9901ZZ' });

  it.each<[string, Addressee, Over, string]>([
    ['the letter of another', other, {}, 'the name is not that of the addressee'],
    ['A’s letter to B’s address', { ...other, name: right.name }, {}, 'the postcode is not that of the addressee'],
    [
      'A’s letter to B next door',
      { ...right, lines: ['Zonnebloemlaan 14', '9901 AA  VOORBEELDSTAD'] },
      {},
      'the address is not that of the addressee',
    ],
    [
      'B’s name above A’s address, A greeted in full',
      { ...right, name: 'B. Visser', salutation: 'Geachte A. Bakker' },
      {},
      'the address is not that of the addressee',
    ],
    ['another letter’s number', right, { letterId: '7KQ2M9XA4V' }, 'page 1 does not carry its number'],
    ['another batch', right, { batch: '2026-11-25' }, 'page 1 does not carry its number'],
    ['a page too many', right, { text: long }, 'it has 3 pages, not 1'],
  ])('catches %s', async (_, to, over, wrong) => {
    const { pdf } = await render(to, over);
    expect(await wrongWith(pdf, right)).toContain(wrong);
  });
  it('never says a name', async () => {
    const { pdf } = await render(other);
    expect((await wrongWith(pdf, right)).join()).not.toMatch(/Bakker|Visser/);
  });
  it('throws when there is nothing to read', async () => {
    const { pdf } = await render(right);
    await expect(wrongWith(pdf.subarray(0, 400), right)).rejects.toThrow();
  });
});

describe('a letter’s number', () => {
  it('is ten characters that are not mistaken for each other, and the same each time', () => {
    const ids = Array.from({ length: 200 }, (_, index) => letterIdOf(index.toString(16).padStart(16, '0')));
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  });
});
