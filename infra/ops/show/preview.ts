import { type Channel, channel } from '#shared/domain/agenda.ts';
import type { Service } from '#shared/domain/service.ts';
import { PREVIEW } from '../preview/outcome-of.ts';
import type { Preview } from '../preview/preview.ts';
import type { SpreadDay } from '../preview/spread-of.ts';
import { table } from '../table.ts';
import { because } from '../why/reasons.ts';
import { channelWords, several, shortDay, stateWords } from '../words.ts';

const NUMBER = { isNumber: true } as const;

/** What would go out, who waits or is for a person and why, and how it is spread over the days. */
export const previewLines = (preview: Preview, services: readonly Service[], out: string): string[] => [
  `Proef over ${preview.days.map(shortDay).join(' en ')}, gemeente ${preview.municipality}. Er is niets verzonden.`,
  '',
  ...channelTable(preview, services),
  ...takenBack(preview),
  ...reasonLines(preview, 'defer', 'Uitgesteld, en de volgende dag opnieuw bekeken'),
  ...reasonLines(preview, 'suppress', 'Geen bericht'),
  ...reasonLines(preview, 'handOver', 'Voor een medewerker'),
  ...services.flatMap((service) => spreadLines(service, preview.spread[service.id] ?? [])),
  ...preview.problems.map((problem) => `\nLET OP: ${problem}.`),
  '',
  `In ${out}: notices.ndjson (${preview.notices.length}), decisions.ndjson (${preview.decisions.length}), preview.json, ${several(preview.samples.length, 'voorbeeldbrief', 'voorbeeldbrieven')}.`,
];

const channelTable = ({ notices, decisions }: Preview, services: readonly Service[]): string[] =>
  table(
    [
      { title: 'dienst' },
      ...channel.options.map((each) => ({ title: channelWords[each], ...NUMBER })),
      { title: 'uitgesteld', ...NUMBER },
      { title: 'geen bericht', ...NUMBER },
      { title: 'voor medewerker', ...NUMBER },
    ],
    services.map(({ id }) => {
      const goes = notices.filter(({ service, state }) => service === id && state === PREVIEW);
      const by = (each: Channel) => `${goes.filter((notice) => notice.channel === each).length}`;
      const said = (kind: string) =>
        `${decisions.filter(({ service, decision }) => service === id && decision === kind).length}`;
      return [id, ...channel.options.map(by), said('defer'), said('suppress'), said('handOver')];
    }),
  );

const takenBack = ({ notices }: Preview): string[] => {
  const ended = notices.filter(({ state }) => state !== PREVIEW);
  const states = [...Map.groupBy(ended, ({ state }) => state)];
  return states.map(([state, some]) => `\n${some.length}: ${stateWords[state as keyof typeof stateWords] ?? state}`);
};

const reasonLines = ({ decisions }: Preview, kind: string, title: string): string[] => {
  const its = decisions.filter(({ decision }) => decision === kind);
  if (its.length === 0) return [];
  const reasons = [...Map.groupBy(its, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length);
  const width = Math.max(...reasons.map(([, some]) => `${some.length}`.length));
  return [
    '',
    `${title}:`,
    ...reasons.map(([reason, some]) => `  ${`${some.length}`.padStart(width)}  omdat ${because(reason)}`),
  ];
};

/** Days on which something is due, planned or waits; the last of them tells when the desk has caught up. */
const spreadLines = ({ id, allowance }: Service, days: readonly SpreadDay[]): string[] => {
  const busy = days.filter(({ due, planned, waiting }) => due + planned + waiting > 0);
  return [
    '',
    `${id}, vier weken vooruit, met ruimte voor ${allowance} berichten per dag:`,
    ...(busy.length === 0
      ? ['  er is niets aan de beurt']
      : table(
          [
            { title: 'dag' },
            { title: 'nieuw aan de beurt', ...NUMBER },
            { title: 'gepland', ...NUMBER },
            { title: 'wacht op ruimte', ...NUMBER },
          ],
          busy.map(({ day, due, planned, waiting }) => [shortDay(day), `${due}`, `${planned}`, `${waiting}`]),
        )),
    'Een verwachting: niemand verhuist, en wat een eerder bericht opvolgt, vervalt als dat er nooit was.',
  ];
};
