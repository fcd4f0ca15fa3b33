import { inGsm7, measured } from './gsm7.ts';

/** More parts than this is no text message any more but a letter in pieces, each paid for. */
const MOST_PARTS = 2;

/** A text as it goes over the wire, and in how many parts; or why it cannot be sent as one. */
export const composeSms = (
  written: string,
): { readonly text: string; readonly parts: number } | { readonly refused: 'text-too-long' } => {
  const text = inGsm7(written);
  const { parts } = measured(text);
  return parts > MOST_PARTS ? { refused: 'text-too-long' } : { text, parts };
};
