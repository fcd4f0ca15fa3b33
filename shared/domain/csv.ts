/**
 * How a cell begins that a spreadsheet takes for a formula: also behind spaces and in full width, and behind what is not seen.
 * Source: OWASP, CSV Injection.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A quote before it makes it text, in every spreadsheet. */
const defused = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Every cell in quotes, so that nothing in one can begin another. */
const quoted = (cell: string): string => `"${defused(cell).replaceAll('"', '""')}"`;

/**
 * Rows as a file that Excel opens as it is: quoted by RFC 4180, in UTF-8 with a byte order mark, and with semicolons between
 * cells, which is what Excel expects in the Netherlands. A cell that looks like a formula is text.
 */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('')}`;
