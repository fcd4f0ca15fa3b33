import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '#infra/local/arguments.ts';
import { progressOn } from '#infra/local/progress.ts';
import { runLocally } from '#infra/local/run-locally.ts';

type Line = Readonly<Record<string, unknown>>;

/** What was written into a directory about everybody, in a fixed order: messages without their state and moments, and the rest. */
export const writtenIn = (directory: string): { readonly notices: Line[]; readonly decisions: Line[] } => ({
  notices: linesOf(join(directory, 'notices.ndjson')).map(timeless),
  decisions: linesOf(join(directory, 'decisions.ndjson')),
});

const linesOf = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .sort()
    .map((line) => JSON.parse(line) as Line)
    .sort((a, b) =>
      JSON.stringify([a.noticeId, a.addresseeId, a.occasion]) < JSON.stringify([b.noticeId, b.addresseeId, b.occasion])
        ? -1
        : 1,
    );

/** A message as its addressee gets it, with all that it was decided on. */
export const timeless = ({ state: _s, at: _a, notice, ...line }: Line): Line => {
  const { at: _n, ...decided } = (notice ?? {}) as Line;
  return { ...line, decided };
};

const quiet = progressOn({ write: () => true });

/** A run as `npm start` makes it. @returns where its outcome lies */
export const realRun = async (...args: readonly string[]): Promise<string> => {
  const out = mkdtempSync(join(tmpdir(), 'tijdig-real-'));
  await runLocally(readArguments([...args, '--out', out, '--exit']), quiet);
  return out;
};
