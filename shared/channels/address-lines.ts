import type { Addressee } from '#shared/domain/message.ts';
import { page, size } from './letter-page.ts';
import { NotPrintable } from './printable.ts';

/** Sizes that a name is tried in, in points. What the post reads by machine, the street and the town, is never set smaller. */
const SIZES = [size.body, 9.5, 8.5, 7.5];

/** A line of the address, its size, and how far it stands beneath the top of the window, in points. */
type AddressLine = { readonly text: string; readonly size: number; readonly down: number };

/**
 * The lines of an address as the window shows them. A long name is broken at a space or after a hyphen, within a word only
 * when the word is longer than the window is wide, and set smaller when it takes more room than there is.
 * @param widthOf points that a text takes in a size
 * @throws when it still does not fit: nobody gets half an address
 */
export const addressLines = (
  { name, lines }: Addressee,
  widthOf: (text: string, size: number) => number,
): readonly AddressLine[] => {
  const { width, height, leading } = page.window;
  if (lines.every((line) => widthOf(line, size.body) <= width))
    for (const points of SIZES) {
      const step = (leading * points) / size.body;
      const broken = brokenLines(name, (text) => widthOf(text, points) <= width);
      if (broken.length * step + lines.length * leading <= height)
        return [
          ...broken.map((text, index) => ({ text, size: points, down: index * step })),
          ...lines.map((text, index) => ({ text, size: size.body, down: broken.length * step + index * leading })),
        ];
    }
  throw new NotPrintable('the address does not fit the window');
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
