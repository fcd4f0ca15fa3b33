import type { BlockId } from '#shared/domain/message.ts';
import { setAddress, setSortingCode } from './letter-address.ts';
import { type Column, colour, mm, WINDOW_SIZE } from './letter-page.ts';
import type { Foot, LetterPen } from './letter-pen.ts';
import { addressAreaOf, CARD } from './letter-profile.ts';
import type { LetterSpec } from './letter-spec.ts';
import { setBlock, setText } from './letter-text.ts';
import { NotPrintable } from './printable.ts';

const EDGE = mm(14);
const SIZE: readonly [number, number] = [mm(CARD.width), mm(CARD.height)];
export const cardMargins = { left: EDGE, right: EDGE, top: mm(10), bottom: mm(13) };

/** What the message is about stands in front; the rest beside the address. */
const IN_FRONT: readonly BlockId[] = ['opening', 'watnu'];

const columnOf = (width: number, body: number): Column => ({
  left: EDGE,
  width,
  body,
  step: mm(6.5),
  paragraph: body * 0.5,
  block: body * 0.65,
});
export const frontColumn = columnOf(mm(CARD.width) - 2 * EDGE, 11);
const backColumn = columnOf(mm(88), 8.5);

/** A card of A5: the message in front; on the back, left of the line, what everybody may ask, and right of it the address. */
export const card = (pen: LetterPen, letter: LetterSpec): ((number: number, count: number) => Foot) => {
  const { text, addressee, sender, batch, letterId, profile, envelope } = letter;
  const shade = sender.accent ?? colour.accent;
  pen.write('P', sender.municipality, { font: 'bold', size: 12, colour: shade, top: mm(10), after: mm(6) });
  pen.rule([EDGE, mm(18)], [SIZE[0] - EDGE, mm(18)], 0.6, colour.line);
  pen.rule([EDGE, mm(18)], [EDGE + mm(24), mm(18)], 2.4, shade);
  pen.write('H1', text.subject, { font: 'bold', size: 17, colour: shade, top: mm(24), after: 8 });
  pen.write('P', `${addressee.salutation},`, { after: frontColumn.paragraph });
  for (const block of text.blocks.filter(({ id }) => IN_FRONT.includes(id))) setBlock(pen, block, shade);

  pen.turnPage(SIZE, cardMargins);
  pen.turnTo(backColumn);
  pen.moveTo(cardMargins.top);
  setText(pen, { blocks: text.blocks.filter(({ id }) => !IN_FRONT.includes(id)) }, sender, shade);
  const area = addressAreaOf(envelope, profile);
  pen.rule([mm(109.5), mm(10)], [mm(109.5), mm(CARD.height - 10)], 0.6, colour.line);
  const small = { size: WINDOW_SIZE.returnAddress, colour: colour.quiet, left: mm(area.left), width: mm(area.width) };
  pen.write('P', sender.returnAddress, { ...small, top: mm(area.top - 6) });
  setSortingCode(pen, addressee, area, setAddress(pen, addressee, area, WINDOW_SIZE.address));
  return (number, count) => {
    if (count !== 2) throw new NotPrintable('the text does not fit a card');
    const mark = `Batch ${batch} · brief ${letterId} · pagina ${number} van ${count}`;
    return { text: mark, size: 6, left: EDGE, width: backColumn.width, bottom: SIZE[1] - mm(6) };
  };
};
