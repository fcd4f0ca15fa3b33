import type { Agenda } from '#shared/domain/agenda.ts';
import type { Declaration } from '#shared/domain/declaration.ts';
import { dutchDate } from '#shared/domain/dutch-date.ts';
import type { Found } from '../commands/find.ts';
import { facts, table } from '../table.ts';
import { because } from '../why/reasons.ts';
import {
  channelWords,
  haltWords,
  relationWords,
  saidHowWords,
  shortDay,
  shortMoment,
  stageWords,
  stateWords,
} from '../words.ts';

export const foundLines = ({ residentId, resident, agendas, notices, work, ...found }: Found): string[] => [
  ...facts([
    ['kenmerk', residentId],
    ...('name' in found ? [['naam', found.name ?? 'niet bekend'] as const] : []),
    [
      'gegevens',
      `basisregistratie personen, geleverd op ${dutchDate(resident.asOf)}${resident.dirty ? ', wordt nog nagekeken' : ''}`,
    ],
    ...(resident.missing ? [['let op', because('missing')] as const] : []),
    ...(resident.contested ? [['let op', because('contested')] as const] : []),
  ]),
  ...agendaLines(agendas, residentId),
  ...noticeLines(notices),
  ...workLines(work),
];

const STATES = { open: 'te beslissen', claimed: 'in behandeling', closed: 'afgesloten' } as const;

/** What lies on agendas about this resident, and what else lies on their own. */
const agendaLines = (agendas: readonly Agenda[], residentId: string): string[] => {
  const rows = agendas.flatMap(({ addresseeId, entries }) =>
    entries
      .filter(({ about }) => about === residentId || addresseeId === residentId)
      .map(({ service, stage, from, until, state, to, about }) => [
        service,
        stageWords[stage],
        shortDay(from),
        shortDay(until),
        STATES[state],
        about === residentId ? relationWords[to ?? 'self'] : 'als ouder, over een kind',
      ]),
  );
  const own = agendas.find(({ addresseeId }) => addresseeId === residentId);
  return [
    '',
    ...(rows.length === 0
      ? ['Op de agenda staat niets.']
      : table(
          ['dienst', 'wat', 'vanaf', 'tot', 'stand', 'voor'].map((title) => ({ title })),
          rows,
        )),
    ...(own ? reachLines(own) : []),
  ];
};

const reachLines = ({ reach, stops, suppressed }: Agenda): string[] => {
  const said = stops.filter(({ lifted }) => lifted === undefined);
  return [
    ...(reach ?? []).map(declaredLine),
    ...Object.entries(suppressed).map(
      ([by, why]) =>
        `Per ${channelWords[by as keyof typeof channelWords]} kan niet: ${stateWords[why as keyof typeof stateWords] ?? why}.`,
    ),
    ...(said.length > 0
      ? [`Stopgezet door de inwoner: ${said.map(({ name, on }) => `${haltWords(name)} (${shortDay(on)})`).join(', ')}.`]
      : []),
  ];
};

/** Without the address itself: whoever asks why somebody was written to does not need it. */
const declaredLine = ({ service, channel, how, on, withdrawn }: Declaration): string =>
  withdrawn === undefined
    ? `Bereikbaar per ${channelWords[channel]} voor ${service}: opgegeven ${saidHowWords[how]} op ${shortDay(on)}.`
    : `Niet meer bereikbaar per ${channelWords[channel]} voor ${service}: ingetrokken op ${shortDay(withdrawn)}.`;

/** Only ids that are needed to ask on: `why` takes them. */
const noticeLines = (notices: Found['notices']): string[] =>
  notices.length === 0
    ? ['', 'Er is nog niets besloten.']
    : [
        '',
        ...table(
          ['sinds', 'hoe', 'stand', 'bericht'].map((title) => ({ title })),
          [...notices]
            .sort((a, b) => (a.at < b.at ? -1 : 1))
            .map(({ at, channel, state, noticeId }) => [
              shortMoment(at),
              channel ? channelWords[channel] : '–',
              stateWords[state],
              noticeId,
            ]),
        ),
      ];

const workLines = (work: Found['work']): string[] =>
  work.length === 0
    ? []
    : ['', ...work.map(({ reason, due }) => `Voor een medewerker, vóór ${dutchDate(due)}, omdat ${because(reason)}.`)];
