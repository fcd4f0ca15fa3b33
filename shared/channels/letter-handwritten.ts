import { dutchDate } from '#shared/domain/dutch-date.ts';
import { setAddress } from './letter-address.ts';
import { colour, letterPage, mm } from './letter-page.ts';
import type { Foot, LetterPen } from './letter-pen.ts';
import { addressAreaOf, PLAIN_ENVELOPE } from './letter-profile.ts';
import type { LetterSpec } from './letter-spec.ts';
import { setText } from './letter-text.ts';

const EDGE = mm(12);
const LINE = mm(110);

/**
 * A personal letter: no letterhead, no window, in black. Its last page is the envelope, with the address and who sends it
 * back, and nothing that a machine reads. For whom a sheet is stands at its foot, so that it cannot get into another's envelope.
 */
export const handwrittenLetter = (pen: LetterPen, letter: LetterSpec): ((number: number, count: number) => Foot) => {
  const { text, addressee, sender, today, batch, letterId, profile, envelope, format } = letter;
  const page = letterPage(profile, format);
  const body = page.isLarge ? page.size.body : 11.5;
  const column = { ...page.column, body, paragraph: body * 0.65, block: body * 0.85 };
  pen.turnTo(column);
  pen.write('P', `${sender.place}, ${dutchDate(today)}`, { top: mm(34), after: mm(12) });
  pen.write('H1', text.subject, { font: 'bold', after: 1.2 * body });
  pen.write('P', `${addressee.salutation},`, { after: column.paragraph });
  setText(pen, text, sender, colour.text);

  const [width, height] = [mm(PLAIN_ENVELOPE.width), mm(PLAIN_ENVELOPE.height)];
  pen.turnPage([width, height], { left: EDGE, right: EDGE, top: EDGE, bottom: EDGE });
  pen.write('P', sender.returnAddress, { size: 8, colour: colour.quiet, left: EDGE, top: EDGE, width: LINE });
  setAddress(pen, addressee, addressAreaOf(envelope, profile), 15);

  const home = `Voor ${[addressee.name, ...addressee.lines].join(', ')}`;
  return (number, count) =>
    number === count
      ? { text: `${batch} · ${letterId} · envelop`, size: 6, left: EDGE, width: LINE, bottom: EDGE + mm(7) }
      : {
          text: `${home}\nBatch ${batch} · brief ${letterId} · pagina ${number} van ${count - 1}`,
          size: page.size.foot,
          left: page.left,
          width: page.width,
          bottom: page.foot + mm(3.5),
        };
};
