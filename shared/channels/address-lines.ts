import type { Addressee } from '#shared/domain/message.ts';
import { NotPrintable } from './printable.ts';

/** What a name may shrink to. What the post reads by machine, the street and the town, is never set smaller. */
const SHRUNK = [1, 0.9, 0.81, 0.715];

/** Signs that no line of an address may begin with. Source: NotifyNL, letters. */
const NOT_FIRST = /^[@()=[\]"\\/,<>~]/;

/** The room there is for an address, the size it is set in, and from one line to the next, in points. */
type Room = { readonly width: number; readonly height: number; readonly leading: number; readonly size: number };

/** A line of the address, its size, and how far it stands beneath the top of its area, in points. */
type AddressLine = { readonly text: string; readonly size: number; readonly down: number };

/**
 * The lines of an address as they fit their area. A long name is broken where it is read best: before "en", never after
 * initials or a prefix, else at a space or after a hyphen, within a word only when the word is wider than the area. Only when the lines
 * take more room than there is, it is set smaller.
 * @param widthOf points that a text takes in a size
 * @throws NotPrintable when it still does not fit: nobody gets half an address
 */
export const addressLines = (
  { name, lines }: Addressee,
  { width, height, leading, size }: Room,
  widthOf: (text: string, size: number) => number,
): readonly AddressLine[] => {
  if (lines.every((line) => widthOf(line, size) <= width))
    for (const points of SHRUNK.map((part) => Math.round(part * size * 2) / 2)) {
      const step = (leading * points) / size;
      const broken = brokenLines(name, (text) => widthOf(text, points) <= width);
      if (broken.length * step + lines.length * leading > height + 0.01) continue;
      if ([...broken, ...lines].some((line) => NOT_FIRST.test(line)))
        throw new NotPrintable('a line of the address begins with a sign that the post does not take');
      return [
        ...broken.map((text, index) => ({ text, size: points, down: index * step })),
        ...lines.map((text, index) => ({ text, size, down: broken.length * step + index * leading })),
      ];
    }
  throw new NotPrintable('the address does not fit the window');
};

/** Where a name breaks: the best places first, and the next kind only for a piece that is too wide by itself. */
const BREAKS = [
  /(?<= )(?=en )/,
  /(?<=[ -])(?<!(?:\p{L}\.|\b(?:en|van|de|den|der|het|te|ten|ter|tot|von)) )/u,
  /(?<=[ -])/,
  /(?:)/u,
];

const brokenLines = (text: string, fits: (text: string) => boolean): readonly string[] => {
  const lines = [''];
  for (const piece of piecesOf(text, fits, 0)) {
    const longer = `${lines.at(-1)}${piece}`;
    if (fits(longer.trimEnd())) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
};

const piecesOf = (text: string, fits: (text: string) => boolean, kind: number): readonly string[] => {
  const at = BREAKS[kind];
  if (at === undefined || fits(text.trimEnd())) return [text];
  return text.split(at).flatMap((piece) => piecesOf(piece, fits, kind + 1));
};
