import type { Outside } from '#shared/aws/outside.ts';
import type { ServicesOn } from '#shared/aws/services-on.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Settings } from '../settings.ts';

/** What became of the dead letters of each queue, as functions/redrive answers. */
export type Redriven = {
  readonly isDone: boolean;
  readonly queues: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

/** A deployed stage or a data directory, as the commands see it. */
export type Site = {
  /** `acceptance`, or the data directory. */
  readonly name: string;
  readonly settings: Settings;
  /** The services that are on there, in the versions that are deployed. */
  readonly services: ServicesOn;
  readonly tables: { readonly agenda: string; readonly notices: string; readonly residents: string };
  readonly recordsBucket: string;
  readonly evaluationsQueue: string;
  /** URLs, by queue. */
  readonly deadLetters: Readonly<Record<string, string>>;
  readonly pseudonymSecret: string;
  readonly outside: Pick<Outside, 'dynamo' | 's3' | 'sqs' | 'secrets'>;
  /** The time there: on the embedded stack the simulated one. */
  readonly now: () => Instant;
  /** Who gives the command, as it is kept beside what it changes. */
  readonly who: () => Promise<string>;
  readonly redrive: () => Promise<Redriven>;
  readonly close: () => Promise<void>;
};
