import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isoDate } from '#shared/domain/dates.ts';

/** What a person asked for on the command line. */
export type Arguments = {
  readonly input?: string;
  readonly municipality?: string;
  readonly on?: string;
  readonly days: number;
  readonly data?: string;
  readonly out?: string;
  readonly exit: boolean;
  readonly backfill: boolean;
  readonly help: boolean;
};

/** Something on the command line that cannot be done; its message is for the person who typed it. */
export class BadArgument extends Error {}

export const HELP = `Runs Tijdig on this machine, from a list of persons to letters, e-mails and texts. Nothing leaves it.

  npm start -- [options]

  --input FILE          person list in LO3 CSV form (default: invented persons, some with e-mail or text;
                        with --data of a file that was delivered before: nothing more)
  --municipality CODE   four digits, as 0518; needed with --input
  --on YYYY-MM-DD       the first simulated day; it runs to the first working day on which letters go out
  --days N              run at least N days
  --data DIR            keep everything here and go on from it next time (default: in memory)
  --out DIR             write notices, decisions, rejects, letters, e-mails and texts here
  --exit                stop when done, without showing the outbox
  --no-backfill         leave out the daily backfill
  --help                this text`;

/** Bytes of a file. */
const LARGEST_INPUT = 256 * 1024 * 1024;

/** Reads the command line. @throws BadArgument with what is wrong and what was expected */
export const readArguments = (args: readonly string[]): Arguments => {
  const { values } = parse(args);
  const { input, municipality, on, days, data, out } = values;
  if (input !== undefined && !(existsSync(input) && statSync(input).isFile()))
    throw new BadArgument(`--input ${input}: there is no such file`);
  if (input !== undefined && statSync(input).size > LARGEST_INPUT)
    throw new BadArgument(
      `--input ${input}: a local run keeps all files in memory, and takes one of at most ${LARGEST_INPUT / 1024 / 1024} MB; on AWS a file is read as a stream`,
    );
  if (municipality !== undefined && !/^\d{4}$/.test(municipality))
    throw new BadArgument(`--municipality ${municipality}: a municipality code has four digits, as 0518`);
  if (input !== undefined && municipality === undefined)
    throw new BadArgument('--input needs --municipality as well: only its residents are written to');
  if (on !== undefined && !isoDate.safeParse(on).success)
    throw new BadArgument(`--on ${on}: a day is written YYYY-MM-DD, as 2015-11-02`);
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days))
    throw new BadArgument(`--days ${days}: a whole number from 1 to 9999 was expected`);
  for (const [flag, path] of Object.entries({ data, out }))
    if (path !== undefined && existsSync(path) && !statSync(path).isDirectory())
      throw new BadArgument(`--${flag} ${path}: that is a file, and a directory is needed`);
  return {
    ...(input !== undefined && { input }),
    ...(municipality !== undefined && { municipality }),
    ...(on !== undefined && { on }),
    ...(data !== undefined && { data }),
    ...(out !== undefined && { out }),
    days: Number(days ?? 1),
    exit: values.exit ?? false,
    backfill: !(values['no-backfill'] ?? false),
    help: values.help ?? false,
  };
};

const parse = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        input: text,
        municipality: text,
        on: text,
        days: text,
        data: text,
        out: text,
        exit: flag,
        'no-backfill': flag,
        help: { ...flag, short: 'h' },
      },
    });
  } catch (error) {
    throw new BadArgument((error as Error).message);
  }
};
