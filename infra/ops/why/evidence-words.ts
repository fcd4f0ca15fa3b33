import { isoDate } from '#shared/domain/dates.ts';
import { dutchDate } from '#shared/domain/dutch-date.ts';

const WORDS: Readonly<Record<string, string>> = {
  'declared-email': 'Per e-mail, omdat de inwoner opgaf voor deze dienst zo bereikbaar te zijn (Awb 2:8).',
  'declared-sms': 'Per sms, omdat de inwoner opgaf voor deze dienst zo bereikbaar te zijn (Awb 2:8).',
  'letter-by-default': 'Per brief: er was geen opgave voor iets anders, of dat kon of mocht niet.',
};
const DUE_FROM = 'due-from:';

/** What a notice carries of why it was decided, as a sentence; the code itself when it is not known here. */
export const evidenceWords = (code: string): string => {
  const day = code.startsWith(DUE_FROM) ? isoDate.safeParse(code.slice(DUE_FROM.length)).data : undefined;
  return day === undefined ? (WORDS[code] ?? code) : `Besloten omdat het aan de beurt was vanaf ${dutchDate(day)}.`;
};
