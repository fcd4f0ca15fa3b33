import * as z from 'zod';

/** Spaces are for people: an IBAN is kept and compared without, in capitals. */
const normalised = (text: string): string => text.replace(/\s/g, '').toUpperCase();

/** The number that an IBAN is, modulo 97, digit by digit: it has too many of them for a number. */
const mod97 = (iban: string): number =>
  [...`${iban.slice(4)}${iban.slice(0, 4)}`].reduce(
    (rest, character) => Number(`${rest}${Number.parseInt(character, 36)}`) % 97,
    0,
  );

/** A Dutch one has 18 characters; of another country only the length that all may have is known here. */
const form = (iban: string): boolean =>
  iban.startsWith('NL') ? /^NL\d{2}[A-Z]{4}\d{10}$/.test(iban) : /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban);

/**
 * An IBAN as somebody writes it, to one without spaces and in capitals. Whether the bank exists is not looked at.
 * Source: ISO 13616 (the remainder of 97 is 1).
 */
export const iban = z
  .string()
  .transform(normalised)
  .refine((value) => form(value) && mod97(value) === 1, 'not an IBAN')
  .brand<'Iban'>();
