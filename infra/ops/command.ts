import type { ParseArgsConfig } from 'node:util';
import type { Progress } from '../local/progress.ts';
import type { Site } from './site.ts';

/** What came of a command: for a script, and for a person. */
export type Outcome = {
  /** False when it was understood and not done, or when something is not as it should be: exit code 1. */
  readonly isDone: boolean;
  readonly json: unknown;
  readonly lines: readonly string[];
};

export type Asked = {
  /** What stood on the command line after the name of the command, without options. */
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Reaches the stage or data directory. Asked for after the command line was found right. */
  readonly site: () => Promise<Site>;
  /** Says to somebody who waits what is being done: what stays, and what is being waited for. */
  readonly progress: Pick<Progress, 'step' | 'now'>;
  /** A line that is typed, or comes from a pipe; not shown. */
  readonly readSecret: (question: string) => Promise<string>;
};

export type Command = {
  readonly name: string;
  /** What may stand after the name. */
  readonly usage: string;
  /** One line of the overview. */
  readonly summary: string;
  /** More of it, for the help of this command. */
  readonly details?: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** @throws WrongUse or Refused */
  readonly run: (asked: Asked) => Promise<Outcome>;
};
