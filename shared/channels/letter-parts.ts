import type { IsoDate } from '#shared/domain/dates.ts';
import { dutchDate } from '#shared/domain/dutch-date.ts';
import { kixBars, kixContent } from '#shared/domain/kix.ts';
import type { Addressee, Block, MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import { addressLines } from './address-lines.ts';
import { colour, gap, page, size } from './letter-page.ts';
import type { LetterPen } from './letter-pen.ts';

/** The municipality's name, set in type alone, with a rule beneath it. A long name is set smaller, on one line. */
export const letterhead = (pen: LetterPen, { municipality, department }: Sender): void => {
  const { top, rule, accent, width } = page.letterhead;
  const fitting = (size.municipality * width) / pen.widthOf(municipality, size.municipality, 'bold');
  const height = Math.min(size.municipality, Math.floor(fitting * 2) / 2);
  pen.write('P', municipality, {
    font: 'bold',
    size: height,
    colour: colour.accent,
    // Smaller type keeps the baseline that the large has.
    top: top + (size.municipality - height),
    width: width + 1,
  });
  pen.write('P', department, {
    size: size.department,
    colour: colour.quiet,
    left: page.reference.left,
    top: top + size.municipality - size.department,
    width: page.reference.width,
  });
  pen.rule(rule, page.width, 0.6, colour.line);
  pen.rule(rule, accent, 2.4, colour.accent);
};

/** What the window shows: a small line for the post to bring it back by, and the address, each line a paragraph of its own. */
export const addressBlock = (pen: LetterPen, addressee: Addressee, { returnAddress }: Sender): void => {
  const { left, top, width } = page.window;
  pen.write('P', returnAddress, { size: size.small, colour: colour.quiet, top: page.returnAddress, width });
  // A little wider than measured, so that no line is broken a second time.
  const lines = addressLines(addressee, (text, points) => pen.widthOf(text, points, 'regular'));
  for (const line of lines)
    pen.write('P', line.text, { left, top: top + line.down, width: width + 1, size: line.size });
  sortingCode(pen, addressee, (lines.at(-1)?.down ?? 0) + page.window.leading);
};

/** The KIX beneath the address, where the window has room for it. A letter without it arrives as well. */
const sortingCode = (pen: LetterPen, { postcode, houseNumber, suffix }: Addressee, beneath: number): void => {
  const { above, tracker, reach } = page.kix;
  if (beneath + above + tracker + 2 * reach > page.window.height) return;
  const bars = kixBars(kixContent(postcode, houseNumber, suffix));
  pen.bars(bars, page.window.left, page.window.top + beneath + above);
};

/** Beside the window: what somebody who calls about the letter is asked for. */
export const reference = (pen: LetterPen, today: IsoDate, letterId: string, { phone }: Sender): void => {
  const { left, top, width } = page.reference;
  const facts = { Datum: dutchDate(today), 'Ons kenmerk': letterId, Telefoon: phone };
  Object.entries(facts).forEach(([label, value], index) => {
    const at = top + index * 28;
    pen.write('P', label, { size: size.label, colour: colour.quiet, left, top: at, width });
    pen.write('P', value, { size: size.department, left, top: at + 11, width });
  });
};

/** Points that the closing takes, so that it stays together; and a heading with two lines beneath it. */
const CLOSING = 66;
const HEADING = 48;

export const body = (pen: LetterPen, { subject, blocks }: MessageText, salutation: string, sender: Sender): void => {
  pen.write('H1', subject, { font: 'bold', size: size.subject, colour: colour.accent, top: page.subject, after: 10 });
  pen.write('P', `${salutation},`, { after: gap.paragraph });
  for (const block of blocks) setBlock(pen, block);
  pen.need(CLOSING);
  pen.write('P', 'Met vriendelijke groet,', { before: 3, after: 16 });
  pen.write('P', sender.signatory);
  pen.write('P', sender.municipality);
};

const setBlock = (pen: LetterPen, { heading, paragraphs, steps = [] }: Block): void => {
  if (heading !== undefined) {
    pen.need(HEADING);
    pen.write('H2', heading, { font: 'bold', colour: colour.accent, after: 1 });
  }
  for (const [index, words] of paragraphs.entries()) {
    const isLast = index === paragraphs.length - 1 && steps.length === 0;
    pen.write('P', words, { after: isLast ? gap.block : gap.paragraph });
  }
  if (steps.length > 0) pen.list(steps, gap.block);
};
