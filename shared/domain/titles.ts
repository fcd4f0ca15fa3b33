import type { ResidentRecord } from './person.ts';

type Title = {
  /** As it stands before the surname, or before the initials when it is a predicate. */
  readonly word: string;
  readonly address: 'Hoogwelgeboren' | 'Hooggeboren' | 'Hoogheid';
  readonly isPredicate?: true;
};

/** National table 38, titles and predicates of nobility. Source: Haal Centraal BRP bevragen, aanschrijfwijze and aanhef. */
const TITLES: Readonly<Record<string, Title>> = {
  B: { word: 'baron', address: 'Hoogwelgeboren' },
  BS: { word: 'barones', address: 'Hoogwelgeboren' },
  G: { word: 'graaf', address: 'Hooggeboren' },
  GI: { word: 'gravin', address: 'Hooggeboren' },
  H: { word: 'hertog', address: 'Hoogwelgeboren' },
  HI: { word: 'hertogin', address: 'Hoogwelgeboren' },
  JH: { word: 'jonkheer', address: 'Hoogwelgeboren', isPredicate: true },
  JV: { word: 'jonkvrouw', address: 'Hoogwelgeboren', isPredicate: true },
  M: { word: 'markies', address: 'Hoogwelgeboren' },
  MI: { word: 'markiezin', address: 'Hoogwelgeboren' },
  P: { word: 'prins', address: 'Hoogheid' },
  PS: { word: 'prinses', address: 'Hoogheid' },
  R: { word: 'ridder', address: 'Hoogwelgeboren' },
};

/**
 * The title that a resident's own name carries. It rests while they go by the partner's name alone, and a woman's predicate
 * while she has a partner. After a divorce a jonkvrouw who uses her own name would carry it again, and a wife may carry her
 * husband's title: both need what we do not keep of a partner, so those few are written to without it.
 */
export const titleOf = ({ person, partner }: Pick<ResidentRecord, 'person' | 'partner'>): Title | undefined => {
  const title = TITLES[person.title ?? ''];
  if (!title || person.nameUse === 'P') return undefined;
  return title.isPredicate && person.sex === 'V' && partner ? undefined : title;
};

/** `Hooggeboren heer`, `Hoogwelgeboren vrouwe`, `Hoogheid`; undefined where no such form of address exists. */
export const nobleSalutation = ({ address }: Title, sex: ResidentRecord['person']['sex']): string | undefined => {
  if (address === 'Hoogheid') return address;
  if (sex === 'O') return undefined;
  return `${address} ${sex === 'M' ? 'heer' : 'vrouwe'}`;
};
