type Readability = { readonly wordsPerSentence: number; readonly longest: number; readonly flesch: number };

/** Dutch vowels that sound as one, then single ones; a diaeresis begins a syllable of its own. */
const SYLLABLE = /[äëïöü]|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyáàâéèêíîóôúû]/gi;

const syllablesOf = (word: string): number => Math.max(1, word.match(SYLLABLE)?.length ?? 0);

/**
 * How easily a Dutch text reads: words a sentence, the longest sentence, and the reading ease of Flesch in the form of
 * Douma (1960): 206.84 − 0.93 · words a sentence − 77 · syllables a word. Headings and steps count as sentences; addresses
 * of mail and web and numbers count as one word of one syllable, which is how they are read past.
 */
export const readability = (text: string): Readability => {
  const read = text.replace(/\S+@\S+?(?=[.,]?(\s|$))|\S+\.example/g, 'adres').replace(/\b\d+\.\d+\b/g, '9');
  const sentences = read
    .split(/[.?!]+(?=\s|$)|\n+/)
    .map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)))
    .filter((words) => words.some((word) => /\p{L}/u.test(word)));
  const words = sentences.flat();
  const syllables = words.reduce((sum, word) => sum + (/\p{L}/u.test(word) ? syllablesOf(word) : 1), 0);
  const wordsPerSentence = words.length / sentences.length;
  return {
    wordsPerSentence,
    longest: Math.max(...sentences.map(({ length }) => length)),
    flesch: 206.84 - 0.93 * wordsPerSentence - 77 * (syllables / words.length),
  };
};
