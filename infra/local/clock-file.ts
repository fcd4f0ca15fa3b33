import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const stored = z.object({
  /** Simulated time. */
  now: z.iso.datetime(),
  /** The last moment of which everything that followed was done. */
  done: z.iso.datetime().optional(),
  /** The days that runs on this directory were asked to begin on. */
  asked: z.array(z.iso.date()).default([]),
  /** The municipality of a directory that was begun with somebody's own file: without another one nothing is delivered. */
  own: z.string().optional(),
});
export type StoredClock = z.infer<typeof stored>;

/** Simulated time that outlives the process: `clock.json` in a data directory. Without a directory it is kept for now only. */
export const clockFile = (directory?: string) => {
  const path = directory === undefined ? undefined : join(directory, 'clock.json');
  let value = path !== undefined && existsSync(path) ? stored.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  return {
    read: (): StoredClock | undefined => value,
    save: (changed: Partial<StoredClock> & Pick<StoredClock, 'now'>): void => {
      value = { asked: [], ...value, ...changed };
      if (path === undefined) return;
      mkdirSync(directory as string, { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(value));
      renameSync(`${path}.new`, path); // whole or not at all, whenever the process is killed
    },
  };
};
export type ClockFile = ReturnType<typeof clockFile>;
