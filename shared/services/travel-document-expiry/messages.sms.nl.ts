import type { DocumentFact, MessageContext } from '#shared/domain/service.ts';

/**
 * The text message, for one document or two. It may be read on a locked screen, by whoever holds the telephone: no name, no
 * kind, date or number of a document, no link. It fits in one part for the longest name a municipality has (38 characters).
 */
export const smsNl = (
  { documents }: { readonly documents: readonly DocumentFact[] },
  { sender: { municipality, phone }, stage }: MessageContext,
): string => {
  const kinds = new Set(documents.map(({ kind }) => kind));
  const expiring = kinds.size === 1 ? 'w reisdocument verloopt binnenkort' : 'w reisdocumenten verlopen binnenkort';
  switch (stage) {
    case 'notice':
    case 'recovery':
      return `${municipality}: u${expiring}. Nog nodig? Bel ${phone} voor een afspraak, of om deze berichten te stoppen.`;
    case 'reminder':
      return `${municipality}: herinnering. U${expiring}. Nog nodig? Bel ${phone} voor een afspraak, of om te stoppen.`;
    default:
      throw new Error(`no text for ${stage satisfies never}`);
  }
};
