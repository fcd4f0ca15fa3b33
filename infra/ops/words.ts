import type { Channel, Relation, StageName } from '#shared/domain/agenda.ts';
import { clockOf, dayOf, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import type { SaidHow } from '#shared/domain/said-how.ts';

/** States as an official would call them. */
export const stateWords: Readonly<Record<NoticeState, string>> = {
  QUEUED: 'wacht op verzending',
  SENDING: 'wordt verzonden',
  BATCHED: 'ligt klaar voor de drukker',
  SENT: 'verzonden',
  DELIVERED: 'aangekomen',
  BOUNCED: 'niet aangekomen',
  COMPLAINED: 'als ongewenst gemeld',
  RETURNED: 'retour gekomen',
  REJECTED: 'geweigerd door de bezorger',
  UNKNOWN: 'onzeker of het weg is',
  UNKNOWN_FINAL: 'onzeker gebleven, voor een medewerker',
  CANCELLED: 'ingetrokken, wordt opnieuw bekeken',
  EXPIRED: 'te laat, niet verzonden',
  SUPPRESSED: 'niet gewenst door de inwoner',
  HANDED_OVER: 'voor een medewerker',
  LAPSED: 'termijn voorbij zonder bericht',
};

export const channelWords: Readonly<Record<Channel, string>> = { email: 'e-mail', sms: 'sms', letter: 'brief' };

export const stageWords: Readonly<Record<StageName, string>> = {
  notice: 'eerste bericht',
  reminder: 'herinnering',
  expired: 'bericht na afloop',
  recovery: 'brief in plaats van een mislukt bericht',
};

export const relationWords: Readonly<Record<Relation, string>> = {
  self: 'de inwoner zelf',
  parents: 'de ouder(s) van de inwoner',
  guardian: 'de voogd van de inwoner',
  curator: 'de curator van de inwoner',
  administrator: 'de bewindvoerder van de inwoner',
};

const DOCUMENTS: Readonly<Record<string, string>> = { PN: 'het paspoort', NI: 'de identiteitskaart' };

/** What an occasion is: a document by its kind, anything else by its own name. */
export const occasionWords = (occasion: string): string => DOCUMENTS[occasion.split('-')[0] ?? ''] ?? occasion;

/** `all`, `service:x` and `channel:email` as one says them. */
export const haltWords = (name: string): string => {
  if (name === 'all') return 'alles';
  const [kind, which = ''] = name.split(':');
  if (kind === 'version') return `versie ${which.split('@')[1]} van dienst ${which.split('@')[0]}`;
  return kind === 'channel' ? `kanaal ${channelWords[which as Channel] ?? which}` : `dienst ${which}`;
};

/** By what way a resident said something. */
export const saidHowWords: Readonly<Record<SaidHow, string>> = {
  form: 'op een formulier',
  desk: 'aan de balie',
  phone: 'door de telefoon',
  mijnoverheid: 'in MijnOverheid',
  page: 'op de eigen pagina',
};

/** `24-11-2026`, for tables. */
export const shortDay = (day: IsoDate): string => day.split('-').reverse().join('-');

/** `24-11-2026 10:05`, by the clock in the Netherlands. */
export const shortMoment = (at: Instant): string => `${shortDay(dayOf(at))} ${clockOf(at)}`;

/** `1 brief`, `2 brieven`. */
export const several = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
