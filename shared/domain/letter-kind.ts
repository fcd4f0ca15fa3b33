import * as z from 'zod';

/**
 * What a letter travels in: behind a window, with the post's sorting code; in a plain envelope with the address on it as if
 * by hand; or as a card, which anybody on its way can read.
 */
export const envelope = z.enum(['window', 'handwritten', 'card']);
export type Envelope = z.infer<typeof envelope>;

/** How somebody reads, where that is not as most people do. */
export const readingFormat = z.enum(['large-print']);
export type ReadingFormat = z.infer<typeof readingFormat>;

/** Whose measures a stage's letters keep: a C5 window envelope, or a print house with a wider and higher address block. */
export const letterProfileName = z.enum(['c5', 'wide']);
export type LetterProfileName = z.infer<typeof letterProfileName>;

/** What a letter of a service goes in. A card has no room for large print: then it is a letter. */
export const envelopeFor = (kind: Envelope = 'window', format?: ReadingFormat): Envelope =>
  kind === 'card' && format === 'large-print' ? 'window' : kind;
