import type { Language } from '#shared/domain/language.ts';
import type { Addressee } from '#shared/domain/message.ts';
import type { Service } from '#shared/domain/service.ts';

type Words = {
  readonly text: Service['messages']['nl'];
  readonly sms: Service['messages']['sms'];
  /** How the reader is addressed where that is not by name, in Dutch. */
  readonly addressed?: Pick<Addressee, 'salutation'>;
};

/** The words of a service in the language that the reader chose, or in Dutch where it has none in that. */
export const wordsIn = ({ messages, translations = {} }: Service, chosen: Language = 'nl'): Words => {
  const translation = chosen === 'nl' ? undefined : translations[chosen];
  if (!translation) return { text: messages.nl, sms: messages.sms };
  const { text, sms, salutation, closing } = translation;
  return {
    text: (subjects, context) => ({ ...text(subjects, context), language: chosen, closing }),
    sms,
    addressed: { salutation },
  };
};
