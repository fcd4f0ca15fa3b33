import { type Block, closingOf, type MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import { mm } from './letter-page.ts';
import type { LetterPen } from './letter-pen.ts';

const SIGNATURE = mm(11);

/**
 * The blocks of a message, and the closing beneath it. A heading keeps two lines with it, and the closing stays in one piece
 * with the last block, so that no page holds a signature alone.
 */
export const setText = (
  pen: LetterPen,
  text: Pick<MessageText, 'blocks' | 'closing'>,
  sender: Sender,
  shade: string,
): void => {
  const { blocks } = text;
  for (const block of blocks.slice(0, -1)) setBlock(pen, block, shade);
  const last = blocks.at(-1);
  if (last) {
    pen.need(heightOfBlock(pen, last) + heightOfClosing(pen, text, sender));
    setBlock(pen, last, shade);
  }
  setClosing(pen, text, sender, shade);
};

export const setBlock = (pen: LetterPen, { heading, paragraphs, steps = [] }: Block, shade: string): void => {
  const { body, block, paragraph } = pen.column;
  if (heading !== undefined) {
    pen.need(4.6 * body);
    pen.write('H2', heading, { font: 'bold', colour: shade, after: 1 });
  }
  for (const [index, words] of paragraphs.entries()) {
    const isLast = index === paragraphs.length - 1 && steps.length === 0;
    pen.need(Math.min(pen.heightOf(words), 3 * body));
    pen.write('P', words, { after: isLast ? block : paragraph });
  }
  if (steps.length > 0) pen.list(steps, block);
};

/** Points that a block takes in the pen's column. */
export const heightOfBlock = (pen: LetterPen, { heading, paragraphs, steps = [] }: Block): number => {
  const { width, step, block, paragraph } = pen.column;
  const heights = [
    ...(heading === undefined ? [] : [pen.heightOf(heading, { font: 'bold' }) + 1]),
    ...paragraphs.map((words) => pen.heightOf(words) + paragraph),
    ...steps.map((words) => pen.heightOf(words, { width: width - step }) + 1.5),
  ];
  // The last paragraph has the block's gap beneath it and not its own.
  return heights.reduce((sum, height) => sum + height, steps.length > 0 ? block : block - paragraph);
};

const namesOf = ({ signatory, signatoryRole, municipality }: Sender): readonly string[] => [
  signatory,
  `${signatoryRole}, ${municipality}`,
];

type Closed = Pick<MessageText, 'closing'>;

/** Points that the closing takes in the pen's column. */
export const heightOfClosing = (pen: LetterPen, text: Closed, sender: Sender): number =>
  [closingOf(text), ...namesOf(sender)].reduce((sum, words) => sum + pen.heightOf(words), roomToSign(sender, pen) + 3);

const roomToSign = ({ signature }: Sender, pen: LetterPen): number =>
  signature ? SIGNATURE + 5 : 1.4 * pen.column.body;

/** The greeting, the signature where the stage has one, and who signs as what for whom. */
const setClosing = (pen: LetterPen, text: Closed, sender: Sender, shade: string): void => {
  pen.need(heightOfClosing(pen, text, sender));
  pen.write('P', closingOf(text), { before: 3 });
  const top = pen.at;
  if (sender.signature) {
    const place = { left: pen.column.left, top: top + 2, height: SIGNATURE };
    pen.figure(`Handtekening van ${sender.signatory}`, sender.signature, place, shade);
  }
  pen.moveTo(top + roomToSign(sender, pen));
  for (const name of namesOf(sender)) pen.write('P', name);
};
