import type { Sender } from '#shared/domain/sender.ts';
import { type Area, addressAreaOf } from './letter-profile.ts';
import type { LetterSpec } from './letter-spec.ts';
import { type ReadPage, readPages, wordsOn } from './read-pages.ts';

type Expected = LetterSpec & { readonly pages: number };
type Check = readonly [isRight: boolean, wrong: string];

const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

/** A sheet moves in its envelope: what stands this near beside or beneath the window may come to be seen, in millimetres. */
const PLAY = 3;

const wordsIn = ({ texts }: ReadPage, { left, top, width, height }: Area): string =>
  texts
    .filter(({ right, left: from }) => right > left - PLAY && from < left + width + PLAY)
    .filter(({ baseline }) => baseline > top && baseline < top + height + PLAY)
    .map(({ text }) => text)
    .join('');

/** What must be at the foot of a page. The last page of a handwritten letter is its envelope. */
const markOf = ({ batch, letterId, pages, envelope }: Expected, number: number): string => {
  if (envelope === 'handwritten' && number === pages) return `${batch} · ${letterId} · envelop`;
  const sheets = envelope === 'handwritten' ? pages - 1 : pages;
  return `Batch ${batch} · brief ${letterId} · pagina ${number} van ${sheets}`;
};

const POSTCODE = /\b[1-9]\d{3} ?[A-Z]{2}\b/g;
const postcodesIn = (words: string): string[] => (words.match(POSTCODE) ?? []).map(squeezed);

/** The postcodes that a letter may hold: where it goes, and what the municipality itself says. */
const ownPostcodes = ({ addressee, sender, text }: Expected): ReadonlySet<string> =>
  new Set([
    addressee.postcode,
    ...postcodesIn([...addressee.lines, ...stringsOf(sender), JSON.stringify(text)].join('\n')),
  ]);
const stringsOf = (sender: Sender): string[] => Object.values(sender).filter((value) => typeof value === 'string');

/**
 * Reads a letter back and compares it with what it should be: in the window, or where else it is addressed, the name and
 * address in one piece and nothing besides; no postcode of anybody else; batch, letter and page number at the foot of every
 * page, and whom it is for on every sheet that no window shows. What is looked for is spelled out here and not taken from
 * the code that sets letters, so that a mistake there is not made twice. Letters to A with B's address were never caught by
 * looking.
 * @returns what is wrong, in words without a name; nothing when all is well
 */
export const checkLetter = async (pdf: Uint8Array, expected: Expected): Promise<string[]> => {
  const { addressee, profile, envelope, pages } = expected;
  const read = await readPages(pdf);
  const area = addressAreaOf(envelope, profile);
  const page = (area.page === 'first' ? read[0] : read.at(-1)) ?? { texts: [] };
  const all = squeezed(wordsOn(page));
  const shown = squeezed(wordsIn(page, area));
  const home = squeezed([addressee.name, ...addressee.lines].join(' '));
  const allowed = ownPostcodes(expected);
  const checks: readonly Check[] = [
    [read.length === pages, `it has ${read.length} pages, not ${pages}`],
    [all.includes(squeezed(addressee.name)), 'the name is not that of the addressee'],
    [all.includes(addressee.postcode), 'the postcode is not that of the addressee'],
    [shown.includes(home), 'the address is not that of the addressee'],
    [shown === home || !shown.includes(home), 'there is more beside the address than the address'],
    ...read.flatMap((each, index) => checksOfPage(each, index + 1, expected, allowed)),
  ];
  return checks.flatMap(([isRight, wrong]) => (isRight ? [] : [wrong]));
};

const checksOfPage = (
  page: ReadPage,
  number: number,
  expected: Expected,
  allowed: ReadonlySet<string>,
): readonly Check[] => {
  const { addressee, envelope, pages } = expected;
  const words = squeezed(wordsOn(page));
  const isSheet = envelope === 'handwritten' && number < pages;
  const forWhom = squeezed(`Voor ${[addressee.name, ...addressee.lines].join(', ')}`);
  return [
    [words.includes(squeezed(markOf(expected, number))), `page ${number} does not carry its number`],
    [!isSheet || words.includes(forWhom), `page ${number} does not say for whom it is`],
    [postcodesIn(wordsOn(page)).every((each) => allowed.has(each)), `page ${number} has the postcode of somebody else`],
  ];
};
