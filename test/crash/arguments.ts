import { parseArgs } from 'node:util';
import { type Point, type Side, sides } from './points.ts';

/** What was asked for on the command line. */
export type Asked = {
  readonly isList: boolean;
  /** The number of a point, or its label. */
  readonly point?: string;
  readonly side?: Side;
  /** Of every so many points one. */
  readonly sample: number;
  /** Live on to the end, also where everything is as it was without a crash. */
  readonly isWhole: boolean;
  /** Processes side by side. */
  readonly jobs: number;
};

/** More than there are cores on a small machine: a part of each run is waiting. */
const JOBS = 3;

/** @throws on what is not known, and on a number that is none */
export const readAsked = (args: readonly string[]): Asked => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      list: { type: 'boolean' },
      point: text,
      side: text,
      sample: text,
      jobs: text,
      whole: { type: 'boolean' },
    },
  });
  const { list = false, whole = false, point, side, sample, jobs } = values;
  if (side !== undefined && !isSide(side)) throw new Error(`--side ${side}: before or after was expected`);
  return {
    isList: list,
    isWhole: whole,
    ...(point !== undefined && { point }),
    ...(side !== undefined && { side }),
    sample: numberOf('--sample', sample ?? '1'),
    jobs: numberOf('--jobs', jobs ?? `${JOBS}`),
  };
};

/** The kills that are asked for. @throws when there is no such point */
export const killsOf = (points: readonly Point[], { point, side, sample }: Asked): { point: Point; side: Side }[] => {
  const chosen =
    point === undefined
      ? points.filter((_, index) => index % sample === 0)
      : points.filter(({ number, label }) => point === `${number}` || point === label);
  if (chosen.length === 0)
    throw new Error(`--point ${point}: there is none of that number or name; --list says which there are`);
  return chosen.flatMap((each) =>
    sides.filter((one) => side === undefined || one === side).map((one) => ({ point: each, side: one })),
  );
};

const isSide = (text: string): text is Side => (sides as readonly string[]).includes(text);

const numberOf = (flag: string, text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`${flag} ${text}: a whole number from 1 was expected`);
  return Number(text);
};
