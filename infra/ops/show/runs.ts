import type { Halt } from '#shared/store/switches.ts';
import type { RunAccount } from '../commands/runs.ts';
import { table } from '../table.ts';
import { because } from '../why/reasons.ts';
import { shortDay, stateWords } from '../words.ts';
import { haltLines } from './halts.ts';

export type Standstill = { readonly halts: readonly Halt[]; readonly isRestored: boolean };

/** A line for each run, what came of it under it, and what is halted now. */
export const runLines = (runs: readonly RunAccount[], standstill: Standstill): string[] => [
  ...(runs.length === 0
    ? ['Er is nog geen dag gepland.']
    : table(
        [
          { title: 'dag' },
          { title: 'gevonden', isNumber: true },
          { title: 'gepland', isNumber: true },
          { title: 'klaar', isNumber: true },
          { title: 'wacht op ruimte', isNumber: true },
          { title: 'stand' },
        ],
        runs.map((run) => [
          shortDay(run.date),
          `${sum(run.found)}`,
          `${run.planned}`,
          `${run.settled}`,
          `${sum(run.backlog)}`,
          standOf(run),
        ]),
      )),
  ...runs.slice(0, 1).flatMap(newestLines),
  ...runs.flatMap(leftOutLines),
  ...standstillLines(standstill),
];

const standOf = ({ isOpen, isCutOff, settled, planned }: RunAccount): string => {
  if (isCutOff) return 'nog niet helemaal in gang';
  if (!isOpen) return 'afgesloten';
  return settled < planned ? 'loopt' : 'wordt nog afgesloten';
};

/** What became of the newest run, the largest number first. */
const newestLines = ({ date, states, backlog, closing }: RunAccount): string[] => {
  const rows = Object.entries(states)
    .sort(([, a], [, b]) => b - a)
    .map(([state, count]) => [`${count}`, state === 'none' ? NONE : stateWords[state as keyof typeof stateWords]]);
  const services = Object.keys(backlog);
  return [
    ...(rows.length > 0 ? ['', `Wat er van ${shortDay(date)} kwam:`, ...columns(rows)] : []),
    ...services.flatMap((service) => [
      '',
      `${service}: ${backlog[service]} wachten op ruimte bij de balie${closing[service] ? `, van ${closing[service]} is de termijn binnen een week voorbij` : ''}`,
    ]),
  ];
};
const NONE = 'nog zonder bericht, of niet meer nodig';

const columns = (rows: readonly (readonly string[])[]): string[] => {
  const width = Math.max(...rows.map(([count = '']) => count.length));
  return rows.map(([count = '', what = '']) => `  ${count.padStart(width)}  ${what}`);
};

const leftOutLines = ({ date, leftOut }: RunAccount): string[] =>
  leftOut.map(({ service, reason }) => `${shortDay(date)}: ${service} deed niet mee, omdat ${because(reason)}`);

/** What is halted, or that nothing is. */
export const standstillLines = ({ halts, isRestored }: Standstill): string[] => [
  '',
  ...(isRestored ? ['ALLES STAAT STIL: de tabellen zijn teruggezet uit een reservekopie (docs/runbook.md).'] : []),
  ...(halts.length > 0 ? ['Stilgezet:', ...haltLines(halts)] : isRestored ? [] : ['Er staat niets stil.']),
];

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
