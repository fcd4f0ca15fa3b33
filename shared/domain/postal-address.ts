import * as z from 'zod';

/** Letters that PostNL does not issue. */
const NOT_ISSUED = ['SA', 'SD', 'SS'];

/** A Dutch postcode as somebody writes it, to `2583XL`, the form of the register (08.11.60). */
export const postcode = z
  .string()
  .regex(/^[1-9]\d{3} ?[A-Za-z]{2}$/, 'not a postcode')
  .transform((text) => text.replace(' ', '').toUpperCase())
  .refine((value) => !NOT_ISSUED.includes(value.slice(4)), 'no such postcode');

/**
 * Where somebody lives as other files than the register give it: enough to find an address by.
 * Source: parameters of Haal Centraal BRP bevragen (postcode, huisnummer, huisletter, huisnummertoevoeging).
 */
export const postalAddress = z.object({
  postcode,
  houseNumber: z.number().int().min(1).max(99_999),
  letter: z
    .string()
    .regex(/^[a-zA-Z]$/)
    .optional(),
  addition: z
    .string()
    .regex(/^[a-zA-Z0-9 -]{1,4}$/)
    .optional(),
});
