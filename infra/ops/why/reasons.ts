import type { CloseReason } from '#shared/domain/agenda.ts';
import type { DeferReason } from '#shared/domain/judge.ts';
import type { HandOverReason } from '#shared/domain/service.ts';

/** Why a person must look at it: each an ending of "omdat …". */
const handOver: Readonly<Record<HandOverReason, string>> = {
  'age-unknown': 'de geboortedatum niet volledig bekend is, en de leeftijd ertoe doet',
  'authority-unknown': 'niet vaststaat wie het gezag over het kind heeft',
  'no-parent-at-address': 'geen ouder met gezag op het adres van het kind woont',
  'guardian-unknown': 'er een voogd is, en niet bekend is wie',
  'curator-unknown': 'er een curator is, en niet bekend is wie',
  minor: 'het over een minderjarige gaat',
  'document-under-investigation': 'het document in onderzoek is',
  'date-incomplete': 'de datum op het document niet volledig bekend is',
  'address-under-investigation': 'het adres in onderzoek is',
  'address-unwritable': 'er op dit adres of deze naam geen post kan komen',
  'no-channel': 'er geen weg is waarlangs de inwoner een bericht mag krijgen',
};

/** Why it waits, to be looked at again the next day. */
const defer: Readonly<Record<DeferReason, string>> = {
  contested: 'twee persoonslijsten hetzelfde burgerservicenummer noemen',
  missing: 'de inwoner niet in de laatste volledige levering staat',
  cap: 'de inwoner al twee berichten in dertig dagen kreeg',
  'allowance-desk': 'er die dag geen ruimte meer was bij de balie',
  'allowance-phone': 'er die dag geen ruimte meer was bij de telefoon',
  'allowance-visit': 'er die dag geen ruimte meer was voor huisbezoeken',
  'allowance-print': 'er die dag geen ruimte meer was bij de drukker',
  'allowance-service': 'deze dienst die dag niet meer berichten mag sturen',
  'allowance-trial': 'de proef van deze versie vol is, en de tweede goedkeuring er nog niet is',
  'closed-day': 'op zondagen en feestdagen geen e-mails en sms’jes uitgaan',
  'on-its-way-to-another': 'hierover al een bericht onderweg is naar iemand anders',
  'service-not-evaluated': 'de dienst uit staat, of nog niet iedereen met de nieuwe regel is nagekeken',
  'stage-before-not-final': 'nog niet zeker is of het vorige bericht verzonden is',
  'too-soon-after-stage-before': 'het vorige bericht nog te kort geleden is',
};

/** Why a notice ended that was on its way, or why its sending failed. */
const ends = {
  stop: 'de inwoner, of een andere ouder, hierover geen berichten wil',
  'part-stopped': 'over een deel ervan geen berichten meer gewenst zijn; de rest wordt opnieuw bekeken',
  'no-agenda': 'er geen agenda van de geadresseerde is',
  'not-named': 'de agenda dit bericht niet meer noemt: er is intussen iets veranderd',
  'past-its-last-day': 'de laatste dag voorbij was',
  'part-lapsed': 'voor een deel ervan de laatste dag voorbij was; de rest wordt opnieuw bekeken',
  'service-changed': 'de regel of de tekst van de dienst intussen veranderd is',
  blocked: 'de gegevens van de geadresseerde niet te vertrouwen zijn',
  'channel-closed': 'dit kanaal voor de inwoner niet meer open is',
  'no-longer-due': 'het volgens de registers niet meer nodig is',
  'own-part-withdrawn': 'het deel waar dit bericht naar heet, niet meer nodig is',
  'part-withdrawn': 'een deel ervan niet meer nodig is; de rest wordt opnieuw bekeken',
  'record-not-usable': 'de gegevens van de inwoner niet te vertrouwen zijn',
  'addressee-changed': 'iemand anders dit bericht hoort te krijgen',
  'not-printable': 'de brief niet goed op papier te krijgen is',
  'text-too-long': 'de tekst niet in een sms past',
  'failed-repeatedly': 'het verzenden telkens mislukte',
  restored: 'de tabellen teruggezet zijn uit een reservekopie en niet vaststaat of het weg is',
  'no-message-id': 'de bezorger geen nummer van het bericht gaf',
  'not-one-address': 'het e-mailadres niet één adres is',
  'not-a-dutch-mobile-number': 'het nummer geen Nederlands mobiel nummer is',
  'invalid-number': 'het nummer volgens de bezorger niet bestaat',
  'opted-out': 'de ontvanger zich bij de bezorger heeft afgemeld',
  'number-blocked': 'dit nummer bij de bezorger geblokkeerd is',
  'country-blocked': 'sms’jes naar dit land niet mogen',
  'not-allowed-on-this-stage': 'deze omgeving alleen proefadressen mag bereiken',
  'closed-hours': 'het buiten de uren is',
  'recovery-failed': 'ook de brief die het goed moest maken niet aankwam',
  'several-person-lists': 'twee persoonslijsten hetzelfde burgerservicenummer noemen',
  lapsed: 'de termijn voorbij was zonder dat er een bericht kon uitgaan',
} as const satisfies Readonly<Record<string, string>>;

/** Why a service takes no part in the plan of a day, and why it was halted by what was counted. */
const leftOut = {
  'backfill-not-done': 'nog niet iedereen is nagekeken met de regel van nu',
  'not-approved': 'deze versie van de dienst nog niet door twee mensen is goedgekeurd',
  trial: 'de proef van deze versie vol is, en de tweede goedkeuring er nog niet is',
  halted: 'de dienst is stilgezet',
  'above-its-band': 'er meer mensen tegelijk bij kwamen dan bij deze dienst kan kloppen',
  'below-its-band': 'er minder mensen bij kwamen dan bij deze dienst kan kloppen',
  'above-three-times-usual': 'er meer dan drie keer zo veel mensen bij kwamen als gewoonlijk',
  'below-a-third-of-usual': 'er minder dan een derde van het gewone aantal mensen bij kwam',
  'no-agendas': 'er geen enkele agenda is',
  'agendas-lost': 'er veel minder agenda’s zijn dan de vorige keer',
  'agendas-malformed': 'te veel agenda’s niet te lezen zijn',
  returned: 'een brief terugkwam',
} as const satisfies Readonly<Record<string, string>>;

const reasons: Readonly<Record<string, string>> = { ...handOver, ...defer, ...ends, ...leftOut };

/** How codes begin that carry something: the guard's counts, and the register that is too old. */
const UNUSUAL = 'unusual:';
const STALE = 'stale:';

/** Whether there is a sentence for a code. */
export const isExplained = (code: string): boolean => code in reasons;

/** What follows "omdat". A code of a provider or of the print house is told as it is: there are more of them than anybody knows. */
export const because = (code: string): string => {
  if (code.startsWith(STALE)) return `er te lang niets geleverd is van ${registerWords(code.slice(STALE.length))}`;
  const known = code.startsWith(UNUSUAL) ? code.slice(UNUSUAL.length) : code;
  return reasons[known] ?? `de bezorger als reden gaf: ${code}`;
};

const registerWords = (register: string): string => REGISTERS[register] ?? register;
const REGISTERS: Readonly<Record<string, string>> = {
  persons: 'de personen',
  reachability: 'de bereikbaarheid',
  representatives: 'de vertegenwoordigers',
  'document-events': 'de aanvragen van documenten',
  stops: 'wat inwoners niet meer willen',
  reading: 'hoe inwoners lezen',
  consents: 'de toestemmingen',
};

/** Why an entry is closed, as a sentence of its own. */
export const closedWords: Readonly<Record<CloseReason, string>> = {
  'not-due': 'Niet meer nodig volgens de registers.',
  withdrawn: 'Ingetrokken: niet meer nodig volgens de registers.',
  stop: 'Niet verzonden: de inwoner, of een andere ouder, wil hierover geen berichten.',
  told: 'Klaar: hierover is al een bericht verzonden.',
  'handed-over': 'Overgedragen aan een medewerker.',
  lapsed: 'De termijn ging voorbij zonder bericht.',
  'stage-over': 'Vervallen: er was geen eerder bericht om op te volgen.',
};
