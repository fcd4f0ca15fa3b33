import type { Channel, Entry } from '#shared/domain/agenda.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { dutchDate } from '#shared/domain/dutch-date.ts';
import { secondsUntilClose } from '#shared/domain/hours.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { switchNames } from '#shared/domain/switch-names.ts';
import { haltLine } from '../show/halts.ts';
import { occasionWords, relationWords, stageWords, stateWords } from '../words.ts';
import { evidenceWords } from './evidence-words.ts';
import type { Case, Matter } from './gather-case.ts';
import { openLines } from './open-lines.ts';
import { because, closedWords } from './reasons.ts';
import { trailLines } from './trail-lines.ts';

/** A heading and what is to be said under it. */
export type Section = { readonly title: string; readonly lines: readonly string[] };

/** Why something was sent, waits or is not sent, in words for an official and for the resident. No name, no address. */
export const explain = (known: Case): Section[] => [
  { title: `Waar het om gaat: ${known.service?.id ?? 'een dienst die uit staat'}`, lines: aboutLines(known) },
  ...(known.matters.length === 0 ? [{ title: 'Op de agenda', lines: nothingLines(known) }] : []),
  ...known.matters.map((matter) => ({ title: titleOf(matter), lines: matterLines(matter, known) })),
];

const aboutLines = ({ service, resident }: Case): string[] => [
  ...(service
    ? [service.purpose, ...service.basis.map(({ law, article }) => `Grondslag: ${law} artikel ${article}.`)]
    : []),
  resident
    ? `Uit de basisregistratie personen, zoals geleverd op ${dutchDate(resident.asOf)}.`
    : 'De inwoner staat niet meer in onze kopie van de basisregistratie personen.',
  ...(resident?.missing ? [`Er gaat niets uit, omdat ${because('missing')}.`] : []),
  ...(resident?.contested ? [`Er gaat niets uit, omdat ${because('contested')}.`] : []),
  ...(resident?.dirty ? ['De gegevens zijn kortgeleden veranderd en worden nog nagekeken.'] : []),
];

/** Nothing lies on an agenda: what the rule says of the register now. */
const nothingLines = (known: Case): string[] => [
  ...ruleLines(known),
  ...(known.aboutOthers > 0
    ? [
        `Wel ${known.aboutOthers === 1 ? 'staat er iets' : `staan er ${known.aboutOthers} dingen`} over een kind op de agenda van deze inwoner: vraag het met het kenmerk van het kind.`,
      ]
    : []),
];

const ruleLines = ({ due, now }: Case): string[] => {
  if (due === undefined) return ['De gegevens van deze inwoner zijn niet te vertrouwen; er wordt niets op gebaseerd.'];
  if (due.length === 0) return ['De regel vindt in de registers niets dat deze inwoner gemeld moet worden.'];
  return due.map(({ stage, from, until }) =>
    until <= dayOf(now)
      ? `${capital(stageWords[stage])}: kon van ${dutchDate(from)} tot ${dutchDate(until)}; dat is voorbij.`
      : `${capital(stageWords[stage])}: van ${dutchDate(from)} tot ${dutchDate(until)}; komt op de agenda als het dichterbij is.`,
  );
};

const titleOf = ({ key, lies, notice }: Matter): string =>
  `${capital(stageWords[key.stage])} over ${occasionWords(key.occasion)} (${notice ? stateWords[notice.state] : lies ? ENTRY_WORDS[lies.entry.state] : 'niet op een agenda'})`;

const ENTRY_WORDS: Readonly<Record<Entry['state'], string>> = {
  open: 'staat op de agenda',
  claimed: 'in behandeling',
  closed: 'afgesloten',
};

const matterLines = (matter: Matter, known: Case): string[] => {
  const { lies, notice, id } = matter;
  return [
    ...(lies ? placeLines(lies.entry) : []),
    ...(notice ? decidedLines(notice, id) : []),
    ...(notice ? standingLines(notice, known) : []),
    ...(lies?.entry.state === 'closed' && lies.entry.reason && notice?.reason === undefined
      ? [closedWords[lies.entry.reason]]
      : []),
    ...(lies?.entry.state === 'open' ? openLines(matter, lies, known) : []),
    ...(notice ? trailLines(notice) : []),
  ];
};

const placeLines = ({ from, until, to, heed = [], handOver }: Entry): string[] => [
  `Aan de beurt van ${dutchDate(from)} tot ${dutchDate(until)}.`,
  handOver === undefined
    ? `Voor ${relationWords[to ?? 'self']}, zoals de registers op de eerste dag zeggen${heed.length > 0 ? '; ook de andere ouder kan het stopzetten' : ''}.`
    : 'Voor wie het is, moet een medewerker bepalen.',
];

const decidedLines = (notice: Notice, id: string): string[] => [
  ...notice.evidence.map(evidenceWords),
  ...(notice.parts.length > 1
    ? [
        `Staat in één bericht over ${notice.parts.length} dingen${notice.noticeId === id ? '' : `: ${notice.noticeId}`}.`,
      ]
    : []),
];

const standingLines = (notice: Notice, { service, hash, halts, now }: Case): string[] => {
  const { state, reason, channel: by, serviceHash } = notice;
  const isOld = hash !== undefined && serviceHash !== hash;
  return [
    ...(reason === undefined ? [] : [`${capital(stateWords[state])}, omdat ${because(reason)}.`]),
    ...(isOld
      ? [`Beslist met een andere versie van de dienst (${serviceHash}) dan die nu geldt (${hash}).`]
      : [`Beslist met versie ${serviceHash} van de dienst.`]),
    ...(state === 'QUEUED' && by && service
      ? waitingLines(switchNames(service.id, by, serviceHash), by, halts, now)
      : []),
  ];
};

const waitingLines = (names: readonly string[], by: Channel, halts: Case['halts'], now: Case['now']): string[] => {
  const standing = halts.filter(({ name }) => names.includes(name));
  if (standing.length > 0) return standing.map((halt) => `Wacht: ${haltLine(halt)}.`);
  if (by !== 'letter' && secondsUntilClose(now) === 0)
    return ['Wacht: e-mails en sms’jes gaan op werkdagen van 9 tot 20 uur en op zaterdag van 10 tot 16 uur.'];
  return ['Wacht op verzending; elk kwartier wordt nagekeken of dat lukt.'];
};

const capital = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
