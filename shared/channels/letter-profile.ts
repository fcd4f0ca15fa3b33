import type { Envelope, LetterProfileName } from '#shared/domain/letter-kind.ts';

/** A place on paper, in millimetres from the left and from the top. */
export type Area = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Where an envelope shows the address: on which page, and in what area of it. */
export type AddressArea = Area & {
  readonly page: 'first' | 'last';
  /** From one line of the address to the next, in millimetres: six of them fit. */
  readonly leading: number;
};

/** What a print house asks of a sheet: where its window is, and what stays free around the text, in millimetres on A4. */
export type LetterProfile = {
  readonly window: AddressArea;
  readonly margins: { readonly right: number; readonly top: number; readonly bottom: number };
};

const margins = { right: 25, top: 25, bottom: 17 };

/** Source: NotifyNL and Pingen for C5; GOV.UK Notify's measures for the wide one. To be checked with the printer's template. */
export const letterProfiles: { readonly [name in LetterProfileName]: LetterProfile } = {
  c5: { window: { page: 'first', left: 32, top: 50, width: 81, height: 30, leading: 5 }, margins },
  wide: { window: { page: 'first', left: 24.6, top: 39.5, width: 95.4, height: 26.8, leading: 4.45 }, margins },
};

/** An envelope of C5 and a card of A5, both lying, in millimetres: width and height. */
export const PLAIN_ENVELOPE = { width: 229, height: 162 } as const;
export const CARD = { width: 210, height: 148 } as const;

/** A plain envelope and a card have their own page to be addressed on. It is the last: the sheets come first. */
const addressAreas: { readonly [kind in Exclude<Envelope, 'window'>]: AddressArea } = {
  handwritten: { page: 'last', left: 98, top: 80, width: 117, height: 48, leading: 8 },
  card: { page: 'last', left: 117, top: 70, width: 81, height: 36, leading: 5 },
};

export const addressAreaOf = (kind: Envelope, { window }: LetterProfile): AddressArea =>
  kind === 'window' ? window : addressAreas[kind];
