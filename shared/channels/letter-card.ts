import type { Block, BlockId } from '#shared/domain/message.ts';
import { setAddress, setSortingCode } from './letter-address.ts';
import { type Column, colour, mm, WINDOW_SIZE } from './letter-page.ts';
import type { Foot, LetterPen } from './letter-pen.ts';
import { addressAreaOf, CARD } from './letter-profile.ts';
import type { LetterSpec } from './letter-spec.ts';
import { heightOfBlock, heightOfClosing, setBlock, setText } from './letter-text.ts';
import { NotPrintable } from './printable.ts';

const EDGE = mm(14);
const SIZE: readonly [number, number] = [mm(CARD.width), mm(CARD.height)];
export const cardMargins = { left: EDGE, right: EDGE, top: mm(10), bottom: mm(13) };
const RULE = mm(20);

/** What the message is about stands in front; the rest beside the address. */
const IN_FRONT: readonly BlockId[] = ['opening', 'watnu'];

const columnOf = (width: number, body: number): Column => ({
  left: EDGE,
  width,
  body,
  step: 1.8 * body,
  paragraph: body * 0.55,
  block: body * 0.75,
});
const FRONT = [13.5, 12.5, 11.5, 10.5, 9.5].map((body) => columnOf(SIZE[0] - 2 * EDGE, body));
const BACK = [10, 9.25, 8.5, 8].map((body) => columnOf(mm(88), body));
export const cardColumn = FRONT[0] as Column;

/** Turns to the first column, from large to small, in which the text fits the rest of the side. */
const turnToFitting = (pen: LetterPen, columns: readonly Column[], heightOf: () => number): void => {
  const fitting = columns.find((column) => {
    pen.turnTo(column);
    return heightOf() <= pen.left();
  });
  if (!fitting) throw new NotPrintable('the text does not fit a card');
};

/** A card of A5: the message in front; on the back, left of the line, what everybody may ask, and right of it the address. */
export const card = (pen: LetterPen, letter: LetterSpec): ((number: number, count: number) => Foot) => {
  const { batch, letterId } = letter;
  front(pen, letter);
  pen.turnPage(SIZE, cardMargins);
  back(pen, letter);
  return (number, count) => {
    const mark = `Batch ${batch} · brief ${letterId} · pagina ${number} van ${count}`;
    return { text: mark, size: 6, left: EDGE, width: mm(88), bottom: SIZE[1] - mm(6) };
  };
};

const front = (pen: LetterPen, { text, addressee, sender }: LetterSpec): void => {
  const shade = sender.accent ?? colour.accent;
  pen.write('P', sender.municipality, { font: 'bold', size: 12, colour: shade, top: mm(11.5) });
  if (sender.logo) {
    const height = mm(10);
    const left = SIZE[0] - EDGE - (sender.logo.width * height) / sender.logo.height;
    pen.figure(sender.logo.alt, sender.logo, { left, top: RULE - mm(2.5) - height, height }, shade);
  }
  pen.rule([EDGE, RULE], [SIZE[0] - EDGE, RULE], 0.6, colour.line);
  pen.rule([EDGE, RULE], [EDGE + mm(24), RULE], 2.4, shade);
  pen.write('H1', text.subject, { font: 'bold', size: 18, colour: shade, top: RULE + mm(6), after: 9 });
  const salutation = `${addressee.salutation},`;
  const blocks = text.blocks.filter(({ id }) => IN_FRONT.includes(id));
  turnToFitting(pen, FRONT, () => pen.heightOf(salutation) + pen.column.paragraph + heightsOf(pen, blocks));
  pen.write('P', salutation, { after: pen.column.paragraph });
  for (const block of blocks) setBlock(pen, block, shade);
};

const back = (pen: LetterPen, { text, addressee, sender, profile, envelope }: LetterSpec): void => {
  const shade = sender.accent ?? colour.accent;
  pen.moveTo(cardMargins.top);
  const blocks = text.blocks.filter(({ id }) => !IN_FRONT.includes(id));
  turnToFitting(pen, BACK, () => heightsOf(pen, blocks) + heightOfClosing(pen, text, sender));
  setText(pen, { ...text, blocks }, sender, shade);
  const area = addressAreaOf(envelope, profile);
  pen.rule([mm(109.5), mm(10)], [mm(109.5), mm(CARD.height - 10)], 0.6, colour.line);
  const small = { size: WINDOW_SIZE.returnAddress, colour: colour.quiet, left: mm(area.left), width: mm(area.width) };
  pen.write('P', sender.returnAddress, { ...small, top: mm(area.top - 6) });
  setSortingCode(pen, addressee, area, setAddress(pen, addressee, area, WINDOW_SIZE.address));
};

const heightsOf = (pen: LetterPen, blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + heightOfBlock(pen, block), 0);
