import * as z from 'zod';

/** Crockford's base 32: no letter that is easily read as another, so it can be read out over the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** The number of a letter, as it stands on each of its pages. */
export const letterId = z.string().regex(new RegExp(`^[${ALPHABET}]{${LENGTH}}$`), 'not the number of a letter');

/** A short number for a letter out of a hexadecimal hash: 50 bits, printed on every page. */
export const letterIdOf = (hash: string): string => {
  let bits = BigInt(`0x${hash.slice(0, 16)}`);
  let id = '';
  for (let position = 0; position < LENGTH; position += 1) {
    id = `${ALPHABET[Number(bits % 32n)]}${id}`;
    bits /= 32n;
  }
  return id;
};
