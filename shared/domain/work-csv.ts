import { csvOf } from './csv.ts';
import { dayOf, type Instant } from './dates.ts';
import { entryOfWork, type WorkItem } from './work-item.ts';
import { outcomeLabels, workKinds } from './work-kinds.ts';

const STATES = { open: 'open', taken: 'opgepakt', done: 'gedaan' } as const satisfies Record<WorkItem['state'], string>;

const day = (at: Instant | undefined): string => (at === undefined ? '' : dayOf(at));

/** The columns of the file, in Dutch, and what stands in each. Ids and codes only: who it is about is looked up by them. */
const COLUMNS: readonly (readonly [head: string, cell: (item: WorkItem) => string])[] = [
  ['Nummer', ({ id }) => id],
  ['Wat te doen', ({ kind }) => workKinds[kind].label],
  ['Reden', ({ reason }) => reason],
  ['Uiterlijk', ({ due }) => due],
  ['Stand', ({ state }) => STATES[state]],
  ['Ontstaan op', ({ at }) => day(at)],
  ['Dienst', (item) => entryOfWork(item)?.service ?? ''],
  ['Aanleiding', (item) => entryOfWork(item)?.occasion ?? ''],
  ['Stap', (item) => entryOfWork(item)?.stage ?? ''],
  ['Kenmerk', ({ subject }) => subject],
  ['Agenda van', ({ addresseeId = '' }) => addresseeId],
  ['Opgepakt door', (item) => (item.state === 'open' ? '' : item.takenBy)],
  ['Opgepakt op', (item) => (item.state === 'open' ? '' : day(item.takenAt))],
  ['Uitkomst', (item) => (item.state === 'done' ? outcomeLabels[item.outcome] : '')],
  ['Gedaan door', (item) => (item.state === 'done' ? item.doneBy : '')],
  ['Gedaan op', (item) => (item.state === 'done' ? day(item.doneAt) : '')],
];

/** The worklist as a file for a spreadsheet. */
export const workCsv = (items: readonly WorkItem[]): string =>
  csvOf([COLUMNS.map(([head]) => head), ...items.map((item) => COLUMNS.map(([, cell]) => cell(item)))]);
