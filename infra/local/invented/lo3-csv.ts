/** One occurrence of a category, by element without the category: `{'01.20': '999990019'}`. */
export type Lo3Block = Readonly<Record<string, string>>;

/** A person list: per category its current occurrences, the first one first, and what was so before. */
export type Lo3Person = {
  readonly label: string;
  readonly categories: Readonly<
    Record<string, { readonly current: readonly Lo3Block[]; readonly history?: readonly Lo3Block[] }>
  >;
};

/** The columns, in the order and under the names of the official test set; elements that nobody reads are left out. */
const COLUMNS: readonly (readonly [category: string, elements: string])[] = [
  ['01', '01.10 01.20 02.10 02.20 02.30 02.40 03.10 03.20 03.30 04.10 61.10 83.10 83.20 83.30 85.10 86.10 H'],
  ['02', '01.10 01.20 02.10 02.30 02.40 03.10 04.10 62.10 85.10 86.10 H'],
  ['03', '01.10 01.20 02.10 02.30 02.40 03.10 04.10 62.10 85.10 86.10 H'],
  ['05', '01.10 01.20 02.10 02.20 02.30 02.40 03.10 04.10 06.10 07.10 07.40 15.10 85.10 86.10 H'],
  ['06', '08.10 08.20 08.30 85.10 86.10 H'],
  ['07', '67.10 67.20 68.10 70.10 H'],
  [
    '08',
    '09.10 09.20 10.10 10.30 11.10 11.15 11.20 11.30 11.40 11.50 11.60 11.70 12.10 13.10 13.20 13.30 13.40 13.50 83.10 83.20 83.30 85.10 86.10 H',
  ],
  ['09', '01.10 01.20 02.10 02.30 02.40 03.10 H'],
  ['11', '32.10 33.10 83.10 83.20 83.30 85.10 86.10 H'],
  ['12', '35.10 35.20 35.30 35.40 35.50 35.60 35.70 83.10 83.20 83.30 85.10 86.10 H'],
];
const HISTORY = 50;

/** Writes person lists in the CSV form of the official RvIG test set: several rows a person, `NN.H` says what follows. */
export const lo3Csv = (persons: readonly Lo3Person[]): string => {
  const header = ['', ...COLUMNS.flatMap(([nn, names]) => names.split(' ').map((name) => `${nn}.${name}`))];
  return `\ufeff${[header, ...persons.flatMap(rowsOf)].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
};

const rowsOf = ({ label, categories }: Lo3Person): string[][] => {
  const blocks = new Map(COLUMNS.map(([nn]) => [nn, sequence(nn, categories[nn])]));
  const height = Math.max(1, ...[...blocks.values()].map(({ length }) => length));
  return Array.from({ length: height }, (_, index) => [
    index === 0 ? label : '',
    ...COLUMNS.flatMap(([nn, names]) => {
      const here = blocks.get(nn)?.[index];
      const next = blocks.get(nn)?.[index + 1];
      return names.split(' ').map((name) => (name === 'H' ? (next?.kind ?? '') : (here?.block[name] ?? '')));
    }),
  ]);
};

const sequence = (nn: string, category: Lo3Person['categories'][string] | undefined) => [
  ...(category?.current ?? []).map((block) => ({ kind: nn, block })),
  ...(category?.history ?? []).map((block) => ({ kind: `${Number(nn) + HISTORY}`, block })),
];

/** A field as it may stand between separators. */
export const quoted = (field: string): string => (/[";\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
