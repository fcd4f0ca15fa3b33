import type { IsoDate } from '#shared/domain/dates.ts';
import type { Envelope, ReadingFormat } from '#shared/domain/letter-kind.ts';
import type { Addressee, MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';
import type { LetterProfile } from './letter-profile.ts';

/** All that decides what stands on a letter. */
export type LetterSpec = {
  readonly text: MessageText;
  readonly addressee: Addressee;
  readonly sender: Sender;
  readonly today: IsoDate;
  /** Printed on every page with the letter id, so that a sheet that strays can be told. */
  readonly batch: string;
  readonly letterId: string;
  readonly profile: LetterProfile;
  readonly envelope: Envelope;
  readonly format?: ReadingFormat;
};
