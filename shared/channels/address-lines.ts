import type { Addressee } from '#shared/domain/message.ts';
import { page, size } from './letter-page.ts';

/** Sizes that an address is tried in, in points: the post reads the smallest of them still. */
const SIZES = [size.body, 9.5, 8.5];

type AddressLines = { readonly lines: readonly string[]; readonly size: number };

/**
 * The lines of an address as the window shows them. A long name is broken at a space or after a hyphen, within a word only
 * when the word is longer than the window is wide, and set smaller when it takes more than the lines there are.
 * @param widthOf points that a text takes in a size
 * @throws when it still does not fit: nobody gets half an address
 */
export const addressLines = (
  { name, lines }: Addressee,
  widthOf: (text: string, size: number) => number,
): AddressLines => {
  for (const size of SIZES) {
    const broken = [...brokenLines(name, (text) => widthOf(text, size) <= page.window.width), ...lines];
    const fits = broken.every((line) => widthOf(line, size) <= page.window.width);
    if (fits && broken.length <= page.window.lines) return { lines: broken, size };
  }
  throw new Error('the address does not fit the window');
};

const brokenLines = (text: string, fits: (text: string) => boolean): readonly string[] => {
  const pieces = text.split(/(?<=[ -])/).flatMap((piece) => (fits(piece.trimEnd()) ? [piece] : [...piece]));
  const lines = [''];
  for (const piece of pieces) {
    const longer = `${lines.at(-1)}${piece}`;
    if (fits(longer.trimEnd())) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
};
