import { beforeAll, describe, expect, it } from 'vitest';
import type { Fonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { letterProfiles } from '#shared/channels/letter-profile.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import { checkLetter } from '#shared/channels/read-back.ts';
import { readPages } from '#shared/channels/read-pages.ts';
import { envelope } from '#shared/domain/letter-kind.ts';
import type { Addressee } from '#shared/domain/message.ts';
import { aLetter, anAddressee, builtFonts, letterKinds } from '#test/letter-examples.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await builtFonts();
});

const NAMES = [
  'A. Bakker',
  'Z. Çelik-Đorđević',
  'Ł. Şahin-Ğöksu',
  'M. O’Neill-’t Hart',
  'Å.Ø. Ångström-Þórðarson',
  'J. van der Heijden-de Jong',
  'Nguyễn Thị Ánh Tuyết',
  'IJ. IJsselmeer',
  'B. Ümit',
  'R.A.F.I. van Wassenaer van Sint-Pancras tot Voorschoten en Zuidwijk-Hoeksche Waard van Duivenvoorde',
  'Aan de ouder(s) van E. Bakker en D. Bakker',
  'Aan de ouder(s) van A.B.C. Groenewoud tot Schoonderloo en D.E.F. Groenewoud tot Schoonderloo',
  'Stichting Jeugdbescherming Noord en Oost, t.a.v. de voogd van S. Bakker',
  `A.B. ${'x'.repeat(90)}`,
];
const STREETS: readonly (readonly [string, string, number, string])[] = [
  ['Zonnebloemlaan 12', '9901 AA  VOORBEELDSTAD', 12, ''],
  ['Graan voor Visch bij 15201-2', '2132 EC  HOOFDDORP', 15201, '2'],
  ['1e Exloërmond t/o 3 L2', '9573 PA  1E EXLOËRMOND', 3, 'L2'],
  ['Burg. Vening Meineszlaan 99999 B73c', "2584 BZ  'S-GRAVENHAGE", 99999, 'B73c'],
];
const everybody: readonly Addressee[] = NAMES.map((name, index) => {
  const [street, town, houseNumber, suffix] = STREETS[index % STREETS.length] as (typeof STREETS)[number];
  const postcode = town.slice(0, 7).replace(' ', '');
  return { name, salutation: 'Geachte heer of mevrouw', lines: [street, town], postcode, houseNumber, suffix };
});
const idOf = (index: number) => `7KQ2M9XA${String(index).padStart(2, '0')}`;

/** Every kind for everybody: window letters in either profile, as most read them and in large print, and the others. */
const letters: readonly LetterSpec[] = everybody.flatMap((addressee, index) => {
  const own = { addressee, letterId: idOf(index) };
  const windows = Object.values(letterProfiles).map((profile) => aLetter({ ...own, profile }));
  const kinds = ['large-print', 'handwritten', 'card'].map((kind) => ({
    ...(letterKinds[kind] as LetterSpec),
    ...own,
  }));
  return [...windows, ...kinds];
});

describe('letters to all sorts of people', () => {
  it('read back with exactly their addressee', async () => {
    expect(new Set(letters.map((each) => each.envelope))).toEqual(new Set(envelope.options));
    for (const letter of letters) {
      const { pdf, pages } = await renderLetter({ ...letter, fonts });
      expect([letter.addressee.name, await checkLetter(pdf, { ...letter, pages })]).toEqual([
        letter.addressee.name,
        [],
      ]);
    }
  });

  it('are nobody else’s', async () => {
    const windows = everybody.map((addressee) => aLetter({ addressee }));
    for (const letter of windows) {
      const { pdf, pages } = await renderLetter({ ...letter, fonts });
      for (const other of windows.filter((each) => each !== letter)) {
        const wrong = await checkLetter(pdf, { ...other, pages });
        expect([letter.addressee.name, other.addressee.name, wrong.length > 0]).toEqual([
          letter.addressee.name,
          other.addressee.name,
          true,
        ]);
      }
    }
  });
});

describe('a long name in the window', () => {
  const linesOf = async (name: string) => {
    const [page] = await readPages(
      (await renderLetter({ ...aLetter({ addressee: anAddressee({ name }) }), fonts })).pdf,
    );
    const texts = page?.texts.filter(({ left, baseline }) => left < 113 && baseline > 50 && baseline < 80) ?? [];
    return texts.slice(0, -2);
  };
  it.each([
    ['Aan de ouder(s) van E. Bakker en D. Bakker', ['Aan de ouder(s) van E. Bakker en D. Bakker']],
    ['Aan de ouder(s) van E. de Bakker en D. de Bakker', ['Aan de ouder(s) van E. de Bakker', 'en D. de Bakker']],
    ['Aan de ouder(s) van E. Bakker', ['Aan de ouder(s) van E. Bakker']],
    [
      'Aan de ouder(s) van A.B.C. Groenewoud tot Schoonderloo en D. Groenewoud tot Schoonderloo',
      ['Aan de ouder(s) van A.B.C. Groenewoud', 'tot Schoonderloo', 'en D. Groenewoud tot Schoonderloo'],
    ],
    [
      'Aan de ouder(s) van Annemarie-Louise Bakkers en D. de Boer',
      ['Aan de ouder(s) van Annemarie-Louise', 'Bakkers en D. de Boer'],
    ],
  ])('%s breaks where it is read best, and is not set smaller', async (name, lines) => {
    const set = await linesOf(name);
    expect(set.map(({ text }) => text)).toEqual(lines);
    for (const { size } of set) expect(size).toBeCloseTo(10.5, 2);
  });
  it('is set smaller only when lines alone do not do', async () => {
    const [first] = await linesOf(NAMES.find((name) => name.startsWith('R.A.F.I.')) as string);
    expect(first?.size).toBeLessThanOrEqual(10.5);
    const [crowded] = await linesOf(`${'van Wassenaer van Sint-Pancras '.repeat(6)}`.trim());
    expect(crowded?.size).toBeLessThan(10.5);
  });
  it.each(['(onbekend)', '"t Hoogt"', '@work'])(
    'beginning with a sign that the post does not take: %s',
    async (name) => {
      const addressee = anAddressee({ name });
      await expect(renderLetter({ ...aLetter({ addressee }), fonts })).rejects.toThrow(
        /^a line of the address begins with a sign that the post does not take$/,
      );
    },
  );
});
