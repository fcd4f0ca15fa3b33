import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './world.ts';

/** What functions logged: of this run in memory, and of every run in `logs.ndjson` of a data directory. */
export const logFile = (directory?: string) => {
  const path = directory === undefined ? undefined : join(directory, 'logs.ndjson');
  const ofThisRun: Log[] = [];
  return {
    ofThisRun,
    add: (log: Log): void => {
      ofThisRun.push(log);
      if (path !== undefined) appendFileSync(path, `${JSON.stringify(log)}\n`);
    },
    ofAllRuns: (): Log[] =>
      path === undefined || !existsSync(path)
        ? ofThisRun
        : readFileSync(path, 'utf8')
            .split('\n')
            .flatMap((line) => parsed(line) ?? []),
  };
};

/** The last line of a run that was killed may be cut off. */
const parsed = (line: string): Log | undefined => {
  try {
    return JSON.parse(line) as Log;
  } catch {
    return undefined;
  }
};
