import type { IsoDate } from './dates.ts';

/** What tells which of two sayings about one thing counts. */
export type Said = {
  /** The day on which it was said, or taken back. */
  readonly day: IsoDate;
  /** Whether it keeps something from being sent or shared. */
  readonly isNo: boolean;
  /** The day of the delivery that brought it; its own day, where deliveries do not matter. */
  readonly asOf: IsoDate;
};

/**
 * Whether something that a file says counts rather than what is known: of two sayings the one of the later day does, of one day
 * the no, and where both say the same kind of thing, the one of the later delivery. So files may come late, twice and in any order.
 */
export const isLatest = (fresh: Said, known: Said): boolean => rankOf(fresh) >= rankOf(known);

/** Fixed in width, so that it is put in order as a text. */
const rankOf = ({ day, isNo, asOf }: Said): string => `${day} ${isNo ? 1 : 0} ${asOf}`;

/**
 * A list of which each item says something about another thing, with one more.
 * @param isSame whether two items are about the same thing
 * @param tells what of an item is news: a later delivery that says the same again is none
 * @returns the list given when the fresh one is outdated, or no news
 */
export const withLatest = <Item>(
  known: readonly Item[],
  fresh: Item,
  about: {
    readonly isSame: (a: Item, b: Item) => boolean;
    readonly said: (item: Item) => Said;
    readonly tells: (item: Item) => readonly unknown[];
  },
): readonly Item[] => {
  const before = known.find((each) => about.isSame(each, fresh));
  if (!before) return [...known, fresh];
  const isNews = about.tells(before).join(' ') !== about.tells(fresh).join(' ');
  if (!isNews || !isLatest(about.said(fresh), about.said(before))) return known;
  return known.map((each) => (each === before ? fresh : each));
};
