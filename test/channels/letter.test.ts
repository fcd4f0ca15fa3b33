import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFonts } from '#infra/build/fonts.ts';
import { settings } from '#infra/settings.ts';
import { type Fonts, loadFonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { checkLetter, readBack } from '#shared/channels/read-back.ts';
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
const addressee = (name: string, postcode = '9901AA'): Addressee => ({
  name,
  salutation: `Geachte mevrouw ${name}`,
  lines: ['Zonnebloemlaan 12', `${postcode.slice(0, 4)} ${postcode.slice(4)}  VOORBEELDSTAD`],
  postcode,
  houseNumber: 12,
});
const documents = [
  { kind: 'PN', expiresOn: on('2027-02-10') },
  { kind: 'NI', expiresOn: on('2027-03-01') },
] as const;
const text = messagesNl({ documents }, { sender, today: on('2026-11-24') });
const render = (to: Addressee, over: object = {}) =>
  renderLetter({
    text,
    addressee: to,
    sender,
    today: on('2026-11-24'),
    batch: '2026-11-24',
    letterId: 'ABC',
    fonts,
    ...over,
  });
const expected = (to: Addressee) => ({ addressee: to, letterId: 'ABC', batch: '2026-11-24', pages: 1 });

describe('a letter', () => {
  it('fits on one page, and reads back as it was written', async () => {
    const to = addressee('A. Bakker');
    const { pdf, pages } = await render(to);
    expect(pages).toBe(1);
    expect(await checkLetter(pdf, expected(to))).toEqual([]);
    expect((await readBack(pdf))[0]).toContain('Uw paspoort en uw identiteitskaart verlopen binnenkort');
  });
  it('is the same byte for byte when it is made again', async () => {
    const [one, other] = [await render(addressee('A. Bakker')), await render(addressee('A. Bakker'))];
    expect(Buffer.compare(one.pdf, other.pdf)).toBe(0);
  });
  it('says that it is tagged, in Dutch, and what it is called', async () => {
    const { pdf } = await render(addressee('A. Bakker'));
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toMatch(/\/Marked true/);
    expect(raw).toMatch(/\/Lang \(nl-NL\)/);
    expect(raw).toMatch(/\/DisplayDocTitle true/);
    expect(raw).toMatch(/pdfuaid/);
  });
  it('counts the pages on each of them when it is long', async () => {
    const long = { ...text, blocks: [...text.blocks, ...text.blocks, ...text.blocks] };
    const to = addressee('A. Bakker');
    const { pdf, pages } = await render(to, { text: long });
    expect(pages).toBeGreaterThan(1);
    expect(await checkLetter(pdf, { ...expected(to), pages })).toEqual([]);
  });
  it.each([
    'Zoë Çelik-Đorđević',
    'Łukasz Şahin-Ğöksu',
    "M. O'Neill-'t Hart",
    'W.C.Q. Groenewoud tot Schoonderloo op den Langendijk',
  ])('prints %s', async (name) => {
    const to = addressee(name);
    expect(await checkLetter((await render(to)).pdf, expected(to))).toEqual([]);
  });
  it.each([
    ['Anna 🙂', 'U+1F642'],
    ['محمد', 'U+0645'],
    ['An\u0000na', 'U+0000'],
  ])('refuses %j by the code of the character, not by the name', async (name, code) => {
    await expect(render(addressee(name))).rejects.toThrow(
      new RegExp(`^the letter's font has no ${code.replace('+', '\\+')}$`),
    );
  });
});

describe('reading back', () => {
  const right = addressee('A. Bakker');
  it.each<[string, Addressee, object, string]>([
    ['another’s name', addressee('B. Visser'), {}, 'the name is not that of the addressee'],
    ['another’s postcode', addressee('A. Bakker', '9901ZZ'), {}, 'the postcode is not that of the addressee'],
    ['another letter id', right, { letterId: 'XYZ' }, 'page 1 does not carry its number'],
    ['another batch', right, { batch: '2026-11-25' }, 'page 1 does not carry its number'],
  ])('catches %s', async (_, to, over, wrong) => {
    const { pdf } = await render(to, over);
    expect(await checkLetter(pdf, expected(right))).toContain(wrong);
  });
  it('catches a page too many', async () => {
    const { pdf } = await render(right);
    expect(await checkLetter(pdf, { ...expected(right), pages: 2 })).toContain('it has 1 pages, not 2');
  });
});

describe('a letter’s number', () => {
  it('is ten characters that are not mistaken for each other, and the same each time', () => {
    const ids = Array.from({ length: 200 }, (_, index) => letterIdOf(index.toString(16).padStart(16, '0')));
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  });
});
