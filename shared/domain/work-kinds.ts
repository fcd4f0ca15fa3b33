import * as z from 'zod';
import { addWorkingDays, workingDayFrom } from './calendar.ts';
import type { IsoDate } from './dates.ts';

/** Why a person must do something. */
export const workKind = z.enum([
  'handed-over',
  'unknown-outcome',
  'letter-returned',
  'bsn-contested',
  'service-halted',
  'run-halted',
]);
export type WorkKind = z.infer<typeof workKind>;

/** What came of it. Codes and no free text, so that nothing about a resident can be written there. */
export const workOutcome = z.enum([
  'called',
  'visited',
  'written',
  'not-reached',
  'not-needed',
  'arrived',
  'did-not-arrive',
  'address-corrected',
  'address-right',
  'moved-away',
  'corrected-at-source',
  'reported-to-source',
  'released',
  'stays-halted',
]);
export type WorkOutcome = z.infer<typeof workOutcome>;

type KindOfWork = {
  /** For officials. */
  readonly label: string;
  /** A promise to residents: looked at within so many working days; none means on the first working day there is. */
  readonly workingDays: number;
  readonly outcomes: readonly WorkOutcome[];
};

/** Each kind: by when, and what a person may say came of it. */
export const workKinds = {
  'handed-over': {
    label: 'Inwoner zelf benaderen',
    workingDays: 5,
    outcomes: ['called', 'visited', 'written', 'not-reached', 'not-needed'],
  },
  'unknown-outcome': {
    label: 'Nagaan of een bericht is aangekomen',
    workingDays: 2,
    outcomes: ['arrived', 'did-not-arrive', 'called', 'visited', 'not-reached', 'not-needed'],
  },
  'letter-returned': {
    label: 'Adres nagaan: brief kwam terug',
    workingDays: 5,
    outcomes: ['address-corrected', 'address-right', 'moved-away', 'called', 'visited', 'not-reached', 'not-needed'],
  },
  'bsn-contested': {
    label: 'BSN op meer dan één persoonslijst',
    workingDays: 5,
    outcomes: ['corrected-at-source', 'reported-to-source', 'not-needed'],
  },
  'service-halted': {
    label: 'Dienst is stilgezet',
    workingDays: 1,
    outcomes: ['released', 'stays-halted'],
  },
  'run-halted': {
    label: 'Ronde is niet gemaakt',
    workingDays: 0,
    outcomes: ['released', 'stays-halted', 'not-needed'],
  },
} as const satisfies Record<WorkKind, KindOfWork>;

export const outcomeLabels = {
  called: 'gebeld',
  visited: 'langsgegaan',
  written: 'zelf geschreven',
  'not-reached': 'niet bereikt',
  'not-needed': 'niet nodig',
  arrived: 'toch aangekomen',
  'did-not-arrive': 'niet aangekomen',
  'address-corrected': 'adres hersteld',
  'address-right': 'adres klopt',
  'moved-away': 'vertrokken uit de gemeente',
  'corrected-at-source': 'hersteld in de basisregistratie',
  'reported-to-source': 'gemeld aan de basisregistratie',
  released: 'weer vrijgegeven',
  'stays-halted': 'blijft stilstaan',
} as const satisfies Record<WorkOutcome, string>;

/** Whether a person may say this of such work. */
export const mayEndAs = (kind: WorkKind, outcome: string): outcome is WorkOutcome =>
  (workKinds[kind].outcomes as readonly string[]).includes(outcome);

/** The last day on which the promise is kept, for what came up on `day`. Always a working day. */
export const dueOf = (kind: WorkKind, day: IsoDate): IsoDate => {
  const { workingDays } = workKinds[kind];
  return workingDays === 0 ? workingDayFrom(day) : addWorkingDays(day, workingDays);
};
