import type { Language } from './language.ts';

/** The parts that every message has (DOMAIN: WAAROM, WATNU, PERSOON, RECHTEN, ECHT?), and what comes first. */
export type BlockId = 'opening' | 'waarom' | 'watnu' | 'persoon' | 'rechten' | 'echt';

/** One block: an optional heading, paragraphs, and steps that are printed as a numbered list after the paragraphs. */
export type Block = {
  readonly id: BlockId;
  readonly heading?: string;
  readonly paragraphs: readonly string[];
  readonly steps?: readonly string[];
};

/** A message in words, the same for paper and screen; a channel decides how it looks, and closes it in Dutch unless it brings another closing. */
export type MessageText = {
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Absent: Dutch. */
  readonly language?: Language;
  readonly closing?: string;
};

/** How a message ends, with the comma after it. */
export const closingOf = ({ closing = 'Met vriendelijke groet' }: Pick<MessageText, 'closing'>): string =>
  `${closing},`;

/** The language of a message, for who has it read aloud. */
export const languageOf = ({ language = 'nl' }: Pick<MessageText, 'language'>): Language => language;

/** Who is written to and how they are addressed, as the register spells it (Haal Centraal rules). */
export type Addressee = {
  readonly name: string;
  readonly salutation: string;
  readonly lines: readonly string[];
  readonly postcode: string;
  readonly houseNumber: number;
  /** House letter and addition together, as the post's sorting code wants them. */
  readonly suffix?: string;
};
