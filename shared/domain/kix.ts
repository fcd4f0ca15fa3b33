/** One bar: tracker, ascender, descender or full. */
export type Bar = 'T' | 'A' | 'D' | 'F';

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Which two of four bars reach up (or down), for the six values of a half character. */
const HALVES = ['0011', '0101', '0110', '1001', '1010', '1100'] as const;

/**
 * What the post's sorting machine reads of an address: postcode, house number, and the rest of the number after an X.
 * Source: PostNL, KIX; RM4SCC symbols without start, stop and check.
 */
export const kixContent = (postcode: string, houseNumber: number, suffix = ''): string => {
  const rest = suffix
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    // Written short in the code, however the register spells it.
    .replace(/^HUIS$/, 'HS')
    .slice(0, 6);
  return `${postcode}${houseNumber}${rest === '' ? '' : `X${rest}`}`;
};

/** Four bars for each character. The upper half of its place in 0–9A–Z says which ascend, the lower which descend. */
export const kixBars = (content: string): Bar[] =>
  [...content].flatMap((character) => {
    const place = CHARACTERS.indexOf(character);
    if (place < 0) throw new Error('a KIX holds digits and capitals only');
    const [up, down] = [HALVES[Math.floor(place / 6)], HALVES[place % 6]] as [string, string];
    return [0, 1, 2, 3].map((index): Bar => {
      if (up[index] === '1') return down[index] === '1' ? 'F' : 'A';
      return down[index] === '1' ? 'D' : 'T';
    });
  });
