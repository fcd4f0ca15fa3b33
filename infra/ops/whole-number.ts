import { WrongUse } from './wrong-use.ts';

/** A whole number from 1 on. Of a command that takes no words, any that stand there are wrong. @throws WrongUse */
export const wholeNumber = (
  option: string,
  value: string | boolean,
  { most, words }: { readonly most: number; readonly words: readonly string[] },
): number => {
  noWords(words);
  if (/^[1-9]\d{0,5}$/.test(String(value)) && Number(value) <= most) return Number(value);
  throw new WrongUse(`--${option} ${value}: een geheel getal van 1 tot en met ${most} hoort hier`);
};

/** @throws WrongUse when words stand where only options may. */
export const noWords = (words: readonly string[]): void => {
  if (words.length > 0) throw new WrongUse(`${words.join(' ')} hoort hier niet bij`);
};
