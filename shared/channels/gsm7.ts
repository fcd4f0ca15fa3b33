/** The default alphabet, in the order of its 7-bit codes; the escape itself is left out. Source: 3GPP TS 23.038, 6.2.1. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** What costs two septets, the escape and a code. Source: 3GPP TS 23.038, 6.2.1.1. */
const EXTENSION = new Set('\f^{}\\[~]|€');

const LIMITS = { 'GSM-7': { alone: 160, each: 153 }, 'UCS-2': { alone: 70, each: 67 } } as const;

/** How a text travels: septets or 16-bit units, and in how many parts it is sent and paid for. */
export type Measured = {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly units: number;
  readonly parts: number;
};

/** Measures a text before it is sent. A character that costs two units is never cut in two, so a part may stay one short. */
export const measured = (text: string): Measured => {
  const characters = [...text];
  const encoding = characters.every((each) => BASIC.has(each) || EXTENSION.has(each)) ? 'GSM-7' : 'UCS-2';
  const sizes = characters.map((each) => (encoding === 'UCS-2' ? each.length : EXTENSION.has(each) ? 2 : 1));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { alone, each } = LIMITS[encoding];
  return { encoding, units, parts: units <= alone ? 1 : partsOf(sizes, each) };
};

const partsOf = (sizes: readonly number[], room: number): number => {
  let [parts, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > room) [parts, used] = [parts + 1, 0];
    used += size;
  }
  return parts;
};

/**
 * The text in GSM-7 as far as that can be: an accent that the alphabet lacks falls away (`Súdwest` → `Sudwest`), curled
 * quotes and long dashes become plain ones. One such character would halve what fits in a part.
 */
export const inGsm7 = (text: string): string =>
  [...text.normalize('NFC')].map((each) => (BASIC.has(each) || EXTENSION.has(each) ? each : nearest(each))).join('');

const nearest = (character: string): string => {
  const plain = PLAIN[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
  return BASIC.has(plain) ? plain : character;
};

const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '\u00a0': ' ',
};
