import type { Call } from './child.ts';

/** A call at which the process is killed: the so many-th of its name after a moment began. */
export type Point = {
  readonly number: number;
  /** Who does what, and which of the calls of that name. */
  readonly label: string;
  readonly name: string;
  readonly moment: number;
  readonly nth: number;
};
export const sides = ['before', 'after'] as const;
export type Side = (typeof sides)[number];

/**
 * Where to kill: at the first and the last call of every name in a run without a crash. Of what only reads at the first: it leaves
 * nothing behind, so a crash at it leaves what one at the write before it leaves.
 */
export const pointsIn = (calls: readonly Call[]): Point[] => {
  const byName = Map.groupBy(calls, ({ name }) => name);
  const places = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, all]) => ends(name, all));
  return places.map((place, index) => ({ ...place, number: index + 1 }));
};

const READS = /^\S+ (Get|BatchGet|Query|Scan)/;

type Place = Omit<Point, 'number'>;

const ends = (name: string, calls: readonly Call[]): Place[] => {
  const [first, last] = [calls[0], calls.at(-1)] as [Call, Call];
  const only = { label: name, name, moment: first.moment, nth: 1 };
  if (calls.length === 1 || READS.test(name)) return [only];
  const nth = calls.filter(({ moment }) => moment === last.moment).length;
  return [
    { ...only, label: `${name}, first` },
    { name, label: `${name}, last`, moment: last.moment, nth },
  ];
};
