/** A column: what stands above it, and whether it holds numbers, which are set to the right. */
export type Column = { readonly title: string; readonly isNumber?: boolean };

const GAP = '  ';

/** Rows in aligned columns, under their titles and a rule. The last column is as wide as it is. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): string[] => {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, index) => Math.max(...[titles, ...rows].map((row) => (row[index] ?? '').length)));
  const line = (row: readonly string[]) =>
    columns
      .map(({ isNumber = false }, index) => {
        const cell = row[index] ?? '';
        return isNumber ? cell.padStart(widths[index] as number) : cell.padEnd(widths[index] as number);
      })
      .join(GAP)
      .trimEnd();
  return [line(titles), widths.map((width) => '─'.repeat(width)).join(GAP), ...rows.map(line)];
};

/** Facts under each other: a name, and what is to be said of it from one column on. */
export const facts = (pairs: readonly (readonly [string, string])[], indent = ''): string[] => {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${indent}${name.padEnd(width)}${GAP}${value}`.trimEnd());
};
