/**
 * The characters that letters can be set in, from and to: Latin as European names are written with it, and a letter's signs.
 * Not three among them that do not read back: the soft hyphen and the grapheme joiner (034F), which are not seen, and the micro
 * sign (B5), which the fonts take for a Greek letter.
 */
export const PRINTABLE: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0xb4],
  [0xb6, 0x24f],
  [0x300, 0x34e],
  [0x350, 0x36f],
  [0x1e00, 0x1eff],
  [0x2010, 0x2027],
  [0x20ac, 0x20ac],
];

/** A letter that cannot be set as it must be read: for a person, since another try will not help. It quotes no name. */
export class NotPrintable extends Error {
  override readonly name = 'NotPrintable';
}

/** Refuses what cannot be printed, by the code of the character: the text around it is somebody's name. */
export const printable = (texts: readonly string[]): void => {
  for (const character of texts.join('')) {
    const code = character.codePointAt(0) as number;
    if (PRINTABLE.some(([from, to]) => from <= code && code <= to)) continue;
    throw new NotPrintable(`the letter's font has no U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
  }
};
