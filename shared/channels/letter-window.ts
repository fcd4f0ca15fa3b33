import { setAddress, setSortingCode } from './letter-address.ts';
import { colour, letterPage, mm, WINDOW_SIZE } from './letter-page.ts';
import { letterhead, reference } from './letter-parts.ts';
import type { Foot, LetterPen } from './letter-pen.ts';
import { addressAreaOf } from './letter-profile.ts';
import type { LetterSpec } from './letter-spec.ts';
import { setText } from './letter-text.ts';

/** A letter whose address shows through the envelope, with the municipality's name at its head. */
export const windowLetter = (pen: LetterPen, letter: LetterSpec): ((number: number, count: number) => Foot) => {
  const { text, addressee, sender, batch, letterId, profile, format } = letter;
  const page = letterPage(profile, format);
  const shade = sender.accent ?? colour.accent;
  letterhead(pen, page, sender, shade);
  const area = addressAreaOf('window', profile);
  const small = {
    size: WINDOW_SIZE.returnAddress,
    colour: colour.quiet,
    top: page.returnAddress,
    width: mm(area.width),
  };
  pen.write('P', sender.returnAddress, small);
  setSortingCode(pen, addressee, area, setAddress(pen, addressee, area, WINDOW_SIZE.address));
  reference(pen, page, letter);
  pen.write('H1', text.subject, { font: 'bold', size: page.size.subject, colour: shade, after: 0.95 * page.size.body });
  pen.write('P', `${addressee.salutation},`, { after: page.column.paragraph });
  setText(pen, text, sender, shade);
  return (number, count) => ({
    text: `Batch ${batch} · brief ${letterId} · pagina ${number} van ${count}`,
    size: page.size.foot,
    left: page.left,
    width: page.width,
    bottom: page.foot + mm(3.5),
  });
};
