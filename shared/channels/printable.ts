/** The characters that the letters' fonts hold; the build cuts the fonts to the same ranges. */
const PRINTABLE = /^[\u0020-\u007e\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2027\u20ac]*$/;

/** Refuses what cannot be printed, by the code of the character: the text around it is somebody's name. */
export const printable = (texts: readonly string[]): void => {
  for (const text of texts) {
    if (PRINTABLE.test(text)) continue;
    const stray = [...text].find((character) => !PRINTABLE.test(character)) as string;
    throw new Error(
      `the letter's font has no U+${(stray.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`,
    );
  }
};
