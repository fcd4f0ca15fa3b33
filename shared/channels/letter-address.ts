import { kixBars, kixContent } from '#shared/domain/kix.ts';
import type { Addressee } from '#shared/domain/message.ts';
import { addressLines } from './address-lines.ts';
import { areaInPoints, KIX } from './letter-page.ts';
import type { LetterPen } from './letter-pen.ts';
import type { AddressArea } from './letter-profile.ts';

/**
 * The address in its area, each line a paragraph of its own.
 * @param size of the address, in points
 * @returns how far it reaches down in the area, in points
 */
export const setAddress = (pen: LetterPen, addressee: Addressee, area: AddressArea, size: number): number => {
  const { left, top, width, height, leading } = areaInPoints(area);
  const room = { width, height, leading, size };
  const lines = addressLines(addressee, room, (text, points) => pen.widthOf(text, points, 'regular'));
  // A little wider than measured, so that no line is broken a second time.
  for (const line of lines)
    pen.write('P', line.text, { left, top: top + line.down, width: width + 1, size: line.size });
  return (lines.at(-1)?.down ?? 0) + leading;
};

/** The KIX beneath the address, where the area has room for it. A letter without it arrives as well. */
export const setSortingCode = (
  pen: LetterPen,
  { postcode, houseNumber, suffix }: Addressee,
  area: AddressArea,
  beneath: number,
): void => {
  const { left, top, height } = areaInPoints(area);
  if (beneath + KIX.above + KIX.tracker + 2 * KIX.reach > height) return;
  pen.bars(kixBars(kixContent(postcode, houseNumber, suffix)), left, top + beneath + KIX.above);
};
