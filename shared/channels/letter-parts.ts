import type { IsoDate } from '#shared/domain/dates.ts';
import { dutchDate } from '#shared/domain/dutch-date.ts';
import type { Sender } from '#shared/domain/sender.ts';
import { colour, type LetterPage, mm } from './letter-page.ts';
import type { LetterPen } from './letter-pen.ts';

/** The largest size, in half points, up to the wanted one in which a text stays on one line. */
const fitting = (pen: LetterPen, text: string, font: 'regular' | 'bold', wanted: number, width: number): number =>
  Math.min(wanted, Math.floor(((wanted * width) / pen.widthOf(text, wanted, font)) * 2) / 2);

/** The logo where there is one, the municipality's name on one line however long, the department, and a rule beneath them. */
export const letterhead = (pen: LetterPen, page: LetterPage, sender: Sender, shade: string): void => {
  const { top, rule, accent, logo, nameWidth } = page.letterhead;
  const set = logoWidth(sender, logo);
  if (sender.logo) {
    const place = { left: page.left, top: rule - mm(3.5) - logo, height: logo };
    pen.figure(sender.logo.alt, sender.logo, place, shade);
  }
  const room = nameWidth - set;
  const height = fitting(pen, sender.municipality, 'bold', page.size.municipality, room);
  pen.write('P', sender.municipality, {
    font: 'bold',
    size: height,
    colour: shade,
    left: page.left + set,
    // Smaller type keeps the baseline that the large has.
    top: top + (17 - height),
    width: room + 1,
  });
  pen.rule([page.left, rule], [page.left + page.width, rule], 0.6, colour.line);
  pen.rule([page.left, rule], [page.left + accent, rule], 2.4, shade);
  // Large print has no room for it here: it comes with what stands beneath the window.
  if (page.isLarge) return;
  const { left, width } = page.reference;
  const small = fitting(pen, sender.department, 'regular', page.size.department, width);
  pen.write('P', sender.department, {
    size: small,
    colour: colour.quiet,
    left,
    top: top + 17 - small,
    width: width + 1,
  });
};

/** What a logo of this height takes before the name, with the space after it. */
const logoWidth = ({ logo }: Sender, height: number): number =>
  logo ? (logo.width * height) / logo.height + mm(4) : 0;

/** What somebody who calls about the letter is asked for: beside the window, or where large print begins. */
export const reference = (
  pen: LetterPen,
  page: LetterPage,
  { today, letterId, sender }: { today: IsoDate; letterId: string; sender: Sender },
): void => {
  const facts = { Datum: dutchDate(today), 'Ons kenmerk': letterId, Telefoon: sender.phone };
  if (page.isLarge) {
    pen.moveTo(page.begin);
    for (const [label, value] of Object.entries({ Afdeling: sender.department, ...facts }))
      pen.write('P', `${label}: ${value}`);
    pen.moveTo(pen.at + page.column.block);
    return;
  }
  const { left, top, width, row } = page.reference;
  Object.entries(facts).forEach(([label, value], index) => {
    const at = top + index * row;
    pen.write('P', label, { size: page.size.label, colour: colour.quiet, left, top: at, width });
    pen.write('P', value, { size: page.size.department, left, top: at + 11, width });
  });
  pen.moveTo(page.begin);
};
