import { beforeAll, describe, expect, it } from 'vitest';
import { settings } from '#infra/settings.ts';
import type { Fonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { letterProfiles } from '#shared/channels/letter-profile.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import { withPdf } from '#shared/channels/pdf-reader.ts';
import { checkLetter } from '#shared/channels/read-back.ts';
import { readPages, wordsOn } from '#shared/channels/read-pages.ts';
import { contrastWithWhite } from '#shared/domain/contrast.ts';
import { envelopeFor, letterProfileName } from '#shared/domain/letter-kind.ts';
import { sender as senderSchema } from '#shared/domain/sender.ts';
import { aLetter, anAddressee, builtFonts, letterKinds, sender, twoDocuments } from '#test/letter-examples.ts';
import { barsOn } from './pdf-bars.ts';
import { elementsOf } from './pdf-structure.ts';
import { withPageOf } from './swapped-pages.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await builtFonts();
});
const render = (letter: LetterSpec) => renderLetter({ ...letter, fonts });
const wrongWith = async (letter: LetterSpec, as: LetterSpec = letter) => {
  const { pdf, pages } = await render(letter);
  return checkLetter(pdf, { ...as, pages });
};
const squeezed = (words: string) => words.replace(/\s+/g, '');
const kinds = Object.entries(letterKinds);

describe('a letter of every kind', () => {
  it.each(kinds)('%s reads back as it was written', async (_, letter) => expect(await wrongWith(letter)).toEqual([]));

  it.each(kinds)('%s is the same byte for byte when it is made again', async (_, letter) => {
    expect(Buffer.compare((await render(letter)).pdf, (await render(letter)).pdf)).toBe(0);
  });

  it.each(kinds)(
    '%s has every font inside, and says that it is tagged, in Dutch and what it is called',
    async (_, letter) => {
      const raw = Buffer.from((await render(letter)).pdf).toString('latin1');
      const count = (pattern: RegExp) => raw.match(pattern)?.length ?? 0;
      expect(count(/\/Type \/FontDescriptor\b/g)).toBe(2);
      expect(count(/\/FontFile2 \d+ 0 R/g)).toBe(2);
      expect(count(/\/Subtype \/(Type1|Type3|TrueType)\b/g)).toBe(0);
      for (const mark of [/\/StructTreeRoot \d+ 0 R/, /\/Marked true/, /\/Lang \(nl-NL\)/, /\/DisplayDocTitle true/])
        expect(raw).toMatch(mark);
      const { metadata } = await withPdf((await render(letter)).pdf, (document) => document.getMetadata());
      expect(metadata.get('dc:title')).toBe(letter.text.subject);
    },
  );

  it('says in which language it is written, and closes in it', async () => {
    const [, letter] = kinds[0] as (typeof kinds)[number];
    const text = { ...letter.text, language: 'fy' as const, closing: 'Freonlike groetnis' };
    const { pdf } = await render({ ...letter, text });
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Lang \(fy\)/);
    const spoken = (await elementsOf(pdf)).map(({ words }) => squeezed(words));
    expect(spoken).toContain(squeezed('Freonlike groetnis,'));
    expect(spoken).not.toContain(squeezed('Met vriendelijke groet,'));
  });

  it.each(kinds)('%s is read out in the order in which it is meant', async (_, letter) => {
    const elements = await elementsOf((await render(letter)).pdf);
    const { text, addressee } = letter;
    const body = text.blocks.flatMap(({ heading, paragraphs, steps = [] }) => [
      ...(heading === undefined ? [] : [['H2', heading] as const]),
      ...paragraphs.map((words) => ['P', words] as const),
      ...steps.flatMap((step, index) => [['Lbl', `${index + 1}.`] as const, ['LBody', step] as const]),
    ]);
    const message = [
      ['H1', text.subject],
      ['P', `${addressee.salutation},`],
      ...body,
      ['P', 'Met vriendelijke groet,'],
    ];
    const spoken = elements.map(({ role, words }) => `${role} ${squeezed(words)}`);
    const expected = message.map(([role, words]) => `${role} ${squeezed(words as string)}`);
    const start = spoken.indexOf(expected[0] as string);
    expect(spoken.slice(start, start + expected.length)).toEqual(expected);
    const address = [addressee.name, ...addressee.lines].map((line) => `P ${squeezed(line)}`);
    const at = spoken.indexOf(address[0] as string);
    expect(spoken.slice(at, at + address.length)).toEqual(address);
    expect(elements.filter(({ role, alt }) => role === 'Figure' && !alt)).toEqual([]);
  });
});

describe('where a page ends', () => {
  const moreLines = Array.from({ length: 14 }, (_, count) => count);
  const lengthened = (count: number) => {
    const [opening, ...rest] = twoDocuments.blocks;
    const paragraphs = [...(opening?.paragraphs ?? []), ...Array.from({ length: count }, () => 'Nog een regel.')];
    return { ...twoDocuments, blocks: [{ id: 'opening' as const, paragraphs }, ...rest] };
  };
  it.each(['window-c5', 'large-print', 'handwritten'])(
    '%s: the closing is never alone, and no heading',
    async (name) => {
      const letter = letterKinds[name] as LetterSpec;
      const counts = new Set<number>();
      for (const count of moreLines) {
        const text = lengthened(count);
        const all = (await readPages((await render({ ...letter, text })).pdf)).map(({ texts }) =>
          texts.map((each) => each.text),
        );
        const pages = letter.envelope === 'handwritten' ? all.slice(0, -1) : all;
        counts.add(pages.length);
        expect(pages.at(-1)).toContain('Is dit bericht echt?');
        expect(pages.at(-1)).toContain(letter.sender.signatory);
        const headings = text.blocks.map(({ heading }) => heading);
        for (const words of pages) {
          const last = words.filter((each) => !/^(Batch|Voor) /.test(each)).at(-1);
          expect(headings).not.toContain(last);
        }
      }
      expect(counts.size).toBeGreaterThan(1);
    },
  );
});

describe('large print', () => {
  it('sets all that is read in 16 points or more, and the window as it was', async () => {
    const sizes = async (letter: LetterSpec) => {
      const [first, ...others] = await readPages((await render(letter)).pdf);
      return {
        window: first?.texts.filter(({ baseline }) => baseline > 44 && baseline < 80),
        pages: others.length + 1,
      };
    };
    const usual = await sizes(aLetter());
    const large = await sizes(aLetter({ format: 'large-print' }));
    const inWindow = ({ window = [] }: typeof usual) => window.filter(({ left }) => left < 113);
    expect(inWindow(large)).toEqual(inWindow(usual));
    expect(large.pages).toBeGreaterThan(usual.pages);
  });
  it('leaves no line of the message smaller than 16 points', async () => {
    const pages = await readPages((await render(aLetter({ format: 'large-print' }))).pdf);
    const read = pages
      .flatMap(({ texts }) => texts)
      .filter(({ text, baseline }) => baseline > 80 && !/^Batch/.test(text));
    expect(read.length).toBeGreaterThan(20);
    for (const { size } of read) expect(size).toBeGreaterThanOrEqual(16);
  });
  it('makes a letter of a card, which has no room for it', () => {
    expect(envelopeFor('card', 'large-print')).toBe('window');
    expect(envelopeFor('card')).toBe('card');
    expect(envelopeFor('handwritten', 'large-print')).toBe('handwritten');
    expect(envelopeFor()).toBe('window');
  });
});

describe('the sorting code', () => {
  const amsterdam = anAddressee({
    lines: ['Borgesiusstraat 103 c', '2583 XL  SCHEVENINGEN'],
    postcode: '2583XL',
    houseNumber: 103,
  });
  // The third vector of the KIX, for 2583 XL 103 c.
  const BARS = 'TDFADDAATFDADTAFFATDFTTFTDAFTTFFDTAFFATDTAFD';

  it.each(letterProfileName.options)('reads back from a letter in the %s profile, bar by bar', async (name) => {
    const letter = aLetter({ addressee: amsterdam, profile: letterProfiles[name] });
    expect((await barsOn((await render(letter)).pdf, 1)).join('')).toBe(BARS);
  });
  it('reads back from the back of a card', async () => {
    const { pdf } = await render({ ...(letterKinds.card as LetterSpec), addressee: amsterdam });
    expect((await barsOn(pdf, 2)).join('')).toBe(BARS);
    expect(await barsOn(pdf, 1)).toEqual([]);
  });
  it('is on no envelope that looks written by hand', async () => {
    const { pdf, pages } = await render(letterKinds.handwritten as LetterSpec);
    for (let page = 1; page <= pages; page += 1) expect(await barsOn(pdf, page)).toEqual([]);
  });
});

describe('a handwritten letter', () => {
  const letter = letterKinds.handwritten as LetterSpec;
  it('shows on its envelope who it is for and where to bring it back, and not who sends it', async () => {
    const { pdf, pages } = await render(letter);
    const envelope = (await readPages(pdf))[pages - 1];
    expect(envelope?.texts.map(({ text }) => text)).toEqual([
      sender.returnAddress,
      'C.T. Groenlo-Groenën',
      'Zonnebloemlaan 12 c',
      '9901 AA VOORBEELDSTAD',
      '2026-11-24 · 0A1B2C3D4E · envelop',
    ]);
    expect((await elementsOf(pdf)).filter(({ alt }) => alt?.startsWith('Wapen'))).toEqual([]);
  });
  it('says on every sheet for whom it is, in large print as well', async () => {
    const long = { ...letter, format: 'large-print' as const, text: twoDocuments };
    const pages = (await readPages((await render(long)).pdf)).map(wordsOn);
    expect(pages.length).toBeGreaterThan(2);
    for (const words of pages.slice(0, -1)) expect(words).toContain('Voor C.T. Groenlo-Groenën, Zonnebloemlaan 12 c');
    expect(await wrongWith(long)).toEqual([]);
  });
});

describe('a card', () => {
  const letter = letterKinds.card as LetterSpec;
  it('has two sides of A5', async () => {
    const { pdf, pages } = await render(letter);
    expect(pages).toBe(2);
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/MediaBox \[0 0 595\.27\d* 419\.52\d*\]/g),
    ).toHaveLength(2);
  });
  it('sets a longer text smaller, and gives one that is too long to a person', async () => {
    expect(await wrongWith({ ...letter, text: twoDocuments })).toEqual([]);
    const text = { ...twoDocuments, blocks: [...twoDocuments.blocks, ...twoDocuments.blocks] };
    await expect(render({ ...letter, text })).rejects.toThrow(/^the text does not fit a card$/);
  });
});

describe('reading back by kind', () => {
  const other = anAddressee({
    name: 'B. Visser',
    lines: ['Kerkstraat 3', '9902 ZZ  VOORBEELDSTAD'],
    postcode: '9902ZZ',
  });

  it.each(kinds)('%s to another is caught', async (_, letter) => {
    const wrong = await wrongWith({ ...letter, addressee: other }, letter);
    expect(wrong).toContain('the name is not that of the addressee');
    expect(wrong.join()).toContain('has the postcode of somebody else');
  });
  it.each(kinds)('%s with another’s last page is caught', async (_, letter) => {
    const long = { ...letter, text: letter.envelope === 'card' ? letter.text : longer };
    const mine = await render(long);
    const theirs = await render({ ...long, addressee: other, letterId: '7KQ2M9XA4V' });
    expect(mine.pages).toBe(theirs.pages);
    expect(mine.pages).toBeGreaterThan(1);
    const check = (pdf: Uint8Array) => checkLetter(pdf, { ...long, pages: mine.pages });
    expect(await check(withPageOf(mine.pdf, mine.pdf, mine.pages))).toEqual([]);
    const wrong = await check(withPageOf(mine.pdf, theirs.pdf, mine.pages));
    expect(wrong).toContain(`page ${mine.pages} does not carry its number`);
  });
  it('a sheet for another with the same number, in the right envelope, is caught', async () => {
    const letter = letterKinds.handwritten as LetterSpec;
    const [mine, theirs] = [await render(letter), await render({ ...letter, addressee: other })];
    const mixed = withPageOf(mine.pdf, theirs.pdf, 1);
    expect(await checkLetter(mixed, { ...letter, pages: mine.pages })).toEqual([
      'page 1 does not say for whom it is',
      'page 1 has the postcode of somebody else',
    ]);
  });
  it('a second postcode beneath the address is caught', async () => {
    const more = anAddressee({ lines: [...anAddressee().lines, '9902 ZZ  VOORBEELDSTAD'] });
    expect(await wrongWith(aLetter({ addressee: more }), aLetter())).toEqual([
      'there is more beside the address than the address',
      'page 1 has the postcode of somebody else',
    ]);
  });
  it('an address set for the window of another print house is caught', async () => {
    const wide = { profile: letterProfiles.wide };
    expect(await wrongWith(aLetter(wide), aLetter())).toContain('the address is not that of the addressee');
  });
  const longer = { ...twoDocuments, blocks: [...twoDocuments.blocks, ...twoDocuments.blocks] };
});

describe('the sender', () => {
  it.each(Object.entries(settings))(
    'of %s is one that functions can read, and small enough for their variables',
    (_, stage) => {
      expect(() => senderSchema.parse(stage.sender)).not.toThrow();
      expect(Buffer.byteLength(JSON.stringify(stage.sender))).toBeLessThan(3_000);
    },
  );
  it('has no accent that is too light to be read', () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21, 1);
    expect(contrastWithWhite('#777777')).toBeCloseTo(4.48, 1);
    expect(senderSchema.safeParse({ ...sender, accent: '#8a1538' }).success).toBe(true);
    expect(senderSchema.safeParse({ ...sender, accent: '#ffcc00' }).error?.issues[0]?.message).toMatch(/too light/);
  });
  it.each(['M0 0L1 1" onload="x', 'M0 0 url(#a)', ''.padEnd(1_001, 'M0 0')])('has no drawing of %.20s', (path) => {
    const drawing = { path, width: 1, height: 1 };
    expect(senderSchema.safeParse({ ...sender, signature: drawing }).success).toBe(false);
  });
  it('colours the letter with its own accent', async () => {
    const plain = await render(aLetter());
    const own = await render(aLetter({ sender: { ...sender, accent: '#8a1538' } }));
    expect(Buffer.compare(plain.pdf, own.pdf)).not.toBe(0);
    expect(await wrongWith(aLetter({ sender: { ...sender, accent: '#8a1538' } }))).toEqual([]);
  });
  it('signs by name alone where there is no drawing', async () => {
    const { signature: _signature, logo: _logo, ...plain } = sender;
    const elements = await elementsOf((await render(aLetter({ sender: plain }))).pdf);
    expect(elements.filter(({ role }) => role === 'Figure')).toEqual([]);
    expect(elements.at(-2)?.words).toBe(sender.signatory);
  });
});
