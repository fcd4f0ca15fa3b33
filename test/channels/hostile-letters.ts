import type { Fonts } from '#shared/channels/fonts.ts';
import { renderLetter } from '#shared/channels/letter.ts';
import { NotPrintable, PRINTABLE } from '#shared/channels/printable.ts';
import { checkLetter } from '#shared/channels/read-back.ts';
import { readPages, wordsOn } from '#shared/channels/read-pages.ts';
import { addresseeOf } from '#shared/domain/addressing.ts';
import type { Sender } from '#shared/domain/sender.ts';
import { HALF_FILLED, hostileNames, residentNamed } from '#test/hostile-names.ts';
import { aLetter } from '#test/letter-examples.ts';

const number = { batch: '2026-11-24', letterId: '7KQ2M9XA4T' };
const text = {
  subject: 'Uw paspoort verloopt',
  blocks: [{ id: 'opening', paragraphs: ['Uw paspoort verloopt.'] }],
} as const;
const squeezed = (each: string): string => each.normalize('NFC').replace(/\s+/g, '');
const isSet = (each: string): boolean =>
  [...each].every((character) => {
    const code = character.codePointAt(0) as number;
    return PRINTABLE.some(([from, to]) => from <= code && code <= to);
  });

const WHY_NOT = [
  [/does not fit the window/, 'too long for the window'],
  [/a sign that the post does not take/, 'a sign the post refuses'],
] as const;

/**
 * Writes letters to hostile names. Each is a person's work (no name left of it, a character that is in no font, too long for
 * the window, a line that begins with a sign the post refuses), or a letter in which name, address and salutation read back as they are.
 * @throws on anything else
 */
export const writeHostileLetters = async (
  count: number,
  fonts: Fonts,
  sender: Sender,
  onLetter: (done: number) => void = () => {},
) => {
  const came = {
    names: 0,
    letters: 0,
    nameless: 0,
    'in no font': 0,
    'too long for the window': 0,
    'a sign the post refuses': 0,
  };
  for (const [nth, name] of hostileNames(count).entries()) {
    came.names += 1;
    const addressee = addresseeOf(residentNamed(name, nth), 'Ede');
    if (!addressee) {
      came.nameless += 1;
      continue;
    }
    const words = [addressee.name, addressee.salutation];
    try {
      const spec = aLetter({ text, addressee, sender, ...number });
      const { pdf, pages } = await renderLetter({ ...spec, fonts });
      // The check that dispatch makes reads the letter as well: one in ten also goes through it.
      const wrong = nth % 10 === 0 ? await checkLetter(pdf, { ...spec, pages }) : [];
      if (wrong.length > 0) throw new Error(`${wrong.join(', ')}: ${JSON.stringify(name)}`);
      const read = squeezed((await readPages(pdf)).map(wordsOn).join(''));
      const expected = [[addressee.name, ...addressee.lines].join(''), `${addressee.salutation},`];
      if (!expected.every((each) => read.includes(squeezed(each))))
        throw new Error(`does not read back: ${JSON.stringify(name)}`);
      if (HALF_FILLED.test(words.reduce((rest, each) => rest.replaceAll(squeezed(each), ''), read)))
        throw new Error('half filled');
      came.letters += 1;
    } catch (error) {
      if (!(error instanceof NotPrintable)) throw error;
      const isInFont = words.every(isSet);
      const why = WHY_NOT.find(([said]) => said.test(error.message))?.[1] ?? 'in no font';
      if (isInFont === (why === 'in no font')) throw error;
      came[why] += 1;
    }
    onLetter(came.names);
  }
  return came;
};
