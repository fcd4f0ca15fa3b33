/** Where each category's columns stand: a block of one category, its elements by name, and the column that says what follows. */
export type PersonColumns = {
  /** Fields of every row. */
  readonly width: number;
  readonly categories: ReadonlyMap<string, { readonly elements: ReadonlyMap<string, number>; readonly next: number }>;
};

/** The elements we read. A file without one of these columns is not one we can work with. */
const NEEDED = [
  '01.01.10 01.01.20 01.02.10 01.02.20 01.02.30 01.02.40 01.03.10 01.04.10 01.61.10 01.83.10 01.83.30 01.H',
  '02.01.20 02.H',
  '03.01.20 03.H',
  '05.02.30 05.02.40 05.H',
  '06.08.10 06.H',
  '07.67.20 07.70.10 07.H',
  '08.09.10 08.10.10 08.11.10 08.11.15 08.11.20 08.11.30 08.11.40 08.11.50 08.11.60 08.11.70 08.12.10',
  '08.13.10 08.13.30 08.13.40 08.13.50 08.83.10 08.83.30 08.H',
  '09.01.20 09.H',
  '11.32.10 11.33.10 11.83.10 11.83.30 11.H',
  '12.35.10 12.35.20 12.35.50 12.35.60 12.35.70 12.83.10 12.83.30 12.H',
].flatMap((elements) => elements.split(' '));

/** Why a header is not that of a person list file, in words for the one who delivered it; undefined when it is one. */
export const whyNotPersons = (header: readonly string[]): string | undefined => {
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length === NEEDED.length)
    return 'this is not a file of person lists: its first line does not name LO elements such as 01.01.10';
  if (missing.length > 0) return `these columns of a person list are missing: ${missing.join(', ')}`;
  const twice = NEEDED.filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice.length > 0)
    return `these columns are there twice, and which of them counts cannot be known: ${twice.join(', ')}`;
  return header[0] === '' ? undefined : 'the first column must have no name: it marks the first row of a person';
};

/** Finds the columns by their names, so that their order and further categories do not matter. */
export const personColumns = (header: readonly string[]): PersonColumns => {
  const categories = new Map<string, { elements: Map<string, number>; next: number }>();
  header.forEach((name, index) => {
    const match = /^(\d\d)\.(?:H|\d\d\.\d\d)$/.exec(name);
    if (!match) return;
    const category = categories.get(match[1] as string) ?? { elements: new Map<string, number>(), next: -1 };
    if (name.endsWith('.H')) category.next = index;
    else if (!category.elements.has(name)) category.elements.set(name, index);
    categories.set(match[1] as string, category);
  });
  return { width: header.length, categories };
};
