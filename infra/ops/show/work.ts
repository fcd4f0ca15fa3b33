import type { IsoDate } from '#shared/domain/dates.ts';
import { entryOfWork, type WorkItem } from '#shared/domain/work-item.ts';
import { outcomeLabels, workKinds } from '#shared/domain/work-kinds.ts';
import type { Refusal } from '#shared/domain/work-steps.ts';
import { table } from '../table.ts';
import { because } from '../why/reasons.ts';
import { shortDay } from '../words.ts';

/** Items in the order in which they are given, with who has them, and what is past its day marked. */
export const workLines = (items: readonly WorkItem[], today: IsoDate): string[] =>
  items.length === 0
    ? ['Er is niets te doen.']
    : [
        ...table(
          ['uiterlijk', 'nummer', 'wat te doen', 'wie', 'omdat'].map((title) => ({ title })),
          items.map((item) => [
            `${shortDay(item.due)}${item.state !== 'done' && item.due < today ? ' !' : ''}`,
            item.id,
            workKinds[item.kind].label,
            standOf(item),
            because(item.reason),
          ]),
        ),
        ...(items.some((item) => item.state !== 'done' && item.due < today) ? ['', '! over de afgesproken dag'] : []),
      ];

const standOf = (item: WorkItem): string => {
  switch (item.state) {
    case 'open':
      return '–';
    case 'taken':
      return item.takenBy;
    case 'done':
      return `${item.doneBy}: ${outcomeLabels[item.outcome]}`;
    default:
      throw new Error(`no such state of work: ${item satisfies never}`);
  }
};

/** What comes next for who took it, and what saying that it is done does not do. */
export const nextLines = (item: WorkItem): string[] => [...whereToLook(item), ...notReleased(item)];

const whereToLook = (item: WorkItem): string[] => {
  if (item.state !== 'taken') return [];
  if (entryOfWork(item)) return ['', `Waar het over gaat: npm run ops -- why ${item.subject}`];
  return ['', `Waar het over gaat: ${item.subject}`];
};

/** Work about something halted is not done by saying so. */
const notReleased = (item: WorkItem): string[] =>
  item.state === 'done' && item.outcome === 'released' && item.kind === 'service-halted'
    ? ['', `Hiermee gaat de dienst nog niet door: npm run ops -- resume service ${item.subject.split('#')[0]}`]
    : [];

/** Why nothing was done, for who tried. */
export const workRefused = (refusal: Refusal): string => {
  switch (refusal.refused) {
    case 'no-such-item':
      return 'Er is geen zaak met dit nummer.';
    case 'nobody-named':
      return 'Zeg wie u bent: --as NAAM.';
    case 'not-taken':
      return 'Niemand heeft deze zaak opgepakt: doe eerst work take.';
    case 'taken-by-another':
      return `Deze zaak is van ${refusal.by}: die zegt wat ervan kwam, of geeft haar terug (work give-back).`;
    case 'already-done':
      return `Al gedaan door ${refusal.by}: ${outcomeLabels[refusal.outcome as keyof typeof outcomeLabels] ?? refusal.outcome}.`;
    case 'no-such-outcome':
      return `Dat kan er bij deze zaak niet van komen; wel: ${workKinds[refusal.kind].outcomes.join(', ')}.`;
    default:
      throw new Error(`no such refusal: ${refusal satisfies never}`);
  }
};
