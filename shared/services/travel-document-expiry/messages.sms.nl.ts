import type { MessageContext, SubjectFacts } from '#shared/domain/service.ts';
import type { Facts } from './messages.words.nl.ts';

/**
 * The text message, for one document or two. It may be read on a locked screen, by whoever holds the telephone: no name, no
 * kind, date or number of a document, no link. It fits in one part for the longest name a municipality has (38 characters).
 */
export const smsNl = (
  subjects: readonly SubjectFacts<Facts>[],
  { sender: { municipality, phone }, stage }: MessageContext,
): string => {
  const isOne = new Set(subjects.flatMap(({ facts }) => facts.documents.map(({ kind }) => kind))).size === 1;
  const expiring = isOne ? 'w reisdocument verloopt binnenkort' : 'w reisdocumenten verlopen binnenkort';
  switch (stage) {
    case 'notice':
    case 'recovery':
      return `${municipality}: u${expiring}. Nog nodig? Bel ${phone} voor een afspraak, of om deze berichten te stoppen.`;
    case 'reminder':
      return `${municipality}: herinnering. U${expiring}. Nog nodig? Bel ${phone} voor een afspraak, of om te stoppen.`;
    case 'expired':
      return `${municipality}: u${isOne ? 'w reisdocument is' : 'w reisdocumenten zijn'} verlopen. Nog nodig? Bel ${phone} voor een afspraak, of om te stoppen.`;
    default:
      throw new Error(`no text for ${stage satisfies never}`);
  }
};
