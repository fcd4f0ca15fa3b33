import type { Random } from '#infra/local/invented/random.ts';

/** A person's rows, cell by cell, as they stand in a file. */
export type Rows = string[][];
type Damage = (rows: Rows, random: Random, header: readonly string[]) => void;

/** What stands in columns in the end: half right, wrong, and meant to harm. */
export const VALUES = [
  ...['', ' ', '.', '0', '-1', '1e9', '0x1F', 'NaN', 'null', 'undefined', '[object Object]', 'true', '１２'],
  ...[
    '20230231',
    '20231301',
    '2023',
    '00000000',
    '99999999',
    '00000500',
    '19830000',
    '19830500',
    '20230229',
    '2023-01-01',
  ],
  ...[
    'M',
    'V',
    'W',
    'B',
    'PN',
    'NI',
    'I',
    'O',
    'E',
    '7',
    '8',
    '0599',
    '9902ZZ',
    '1234 ab',
    '0123AB',
    '999991111',
    '000009830',
  ],
  ...[
    '🙂',
    '\u202eevil',
    '\u200b',
    'C\u0327elik',
    'محمد',
    'ﬁ',
    '\ud800',
    '\u2028',
    '\u0007',
    'Łódź',
    '\ufeff',
    '\ufffe',
  ],
  ...[
    '"',
    '""',
    ';',
    'a;b',
    'a\nb',
    'a\r\nb',
    "=cmd|' /C calc'!A0",
    '<script>alert(1)</script>',
    '%00',
    '$' + '{x}',
    '{{x}}',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    "'; DROP TABLE residents; --",
    '../../etc/passwd',
    'x'.repeat(201),
    'x'.repeat(5000),
  ],
];

const cell = (rows: Rows, random: Random): [row: string[], column: number] => {
  const row = random.pick(rows);
  return [row, random.between(1, row.length - 1)];
};
const columnsLike = (header: readonly string[], form: RegExp): number[] =>
  header.flatMap((name, index) => (form.test(name) ? [index] : []));
/** Something in one of the columns whose name has this form, in any row. */
const inColumn =
  (form: RegExp, values: readonly string[]): Damage =>
  (rows, random, header) => {
    random.pick(rows)[random.pick(columnsLike(header, form))] = random.pick(values);
  };

/** Ways in which a good person goes wrong. None breaks the file as a whole. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  value: (rows, random) => {
    const [row, column] = cell(rows, random);
    row[column] = random.pick(VALUES);
  },
  'value in a column that is read': inColumn(/^(01|05|06|07|08|11|12)\.\d/, VALUES),
  date: inColumn(
    /^(01\.03\.10|06\.08\.10|12\.35\.[56]0)$/,
    VALUES.filter((value) => /^\d{4}/.test(value)),
  ),
  'history marker': inColumn(/\.H$/, ['', '01', '08', '12', '51', '58', '62', '99', '0', 'x', '12 ']),
  'number of somebody else': inColumn(/^01\.01\.[12]0$/, VALUES),
  'character within a value': (rows, random) => {
    const [row, column] = cell(rows, random);
    const value = row[column] ?? '';
    const at = random.between(0, value.length);
    row[column] = value.slice(0, at) + random.pick(VALUES).slice(0, 3) + value.slice(at);
  },
  'columns swapped': (rows, random) => {
    const [row, one] = cell(rows, random);
    const other = random.between(1, row.length - 1);
    [row[one], row[other]] = [row[other] as string, row[one] as string];
  },
  'columns shifted': (rows, random) => {
    for (const row of rows) {
      const from = random.between(1, row.length - 1);
      row.splice(from, 0, '');
      row.pop();
    }
  },
  'a field more': (rows, random) => {
    const [row, column] = cell(rows, random);
    row.splice(column, 0, 'x');
  },
  'a field less': (rows, random) => {
    const [row, column] = cell(rows, random);
    row.splice(column, 1);
  },
  'a row missing': (rows, random) => void (rows.length > 1 && rows.splice(random.between(1, rows.length - 1), 1)),
  'the last row missing': (rows) => void (rows.length > 1 && rows.pop()),
  'a row twice': (rows, random) => {
    const row = random.pick(rows);
    rows.push(['', ...row.slice(1)]);
  },
  'the person twice': (rows) => void rows.push(...rows.map((row) => [...row])),
  'rows the other way round': (rows) => {
    const [label] = rows[0] as [string];
    rows.reverse();
    for (const [index, row] of rows.entries()) row[0] = index === 0 ? label : '';
  },
  'nothing but a label': (rows) => {
    for (const row of rows) row.fill('', 1);
  },
  'the same everywhere': (rows, random) => {
    const value = random.pick(VALUES.filter(({ length }) => length < 100));
    for (const row of rows) row.fill(value, 1);
  },
  'a category of another row': (rows, random, header) => {
    const category = random.pick(['01', '08', '12']);
    const [to, from] = [random.pick(rows), random.pick(rows)];
    for (const column of columnsLike(header, new RegExp(`^${category}\\.`))) to[column] = from[column] ?? '';
  },
  // The rows come to the person before, who did not announce them.
  'without a label': (rows) => void rows[0]?.splice(0, 1, ''),
  'the first row missing': (rows) => void rows.shift(),
};
/** After these the rows belong to a neighbour, so nothing else may be wrong with them than that nobody announced them. */
export const STRAYING: readonly string[] = ['without a label', 'the first row missing'];
