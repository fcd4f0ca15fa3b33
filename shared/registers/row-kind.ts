import type * as z from 'zod';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Row } from './read-rows.ts';
import type { Reject } from './reject.ts';
import { rejectsOf, wrongWidth } from './rejects-of.ts';

/** The fields of a row by the names of their columns, without the spaces around them. */
export type Fields = Readonly<Record<string, string>>;

/** A kind of file of which every row stands by itself and says one thing of one resident. */
export type RowKind<Said> = {
  readonly header: readonly string[];
  /** What a row says, or why it was not taken: one reason per field. `asOf` is the day of the delivery. */
  readonly read: (
    row: Row,
    asOf: IsoDate,
  ) => { readonly said: Said; readonly rejects: readonly [] } | { readonly said?: never; readonly rejects: Reject[] };
};

/**
 * A kind of file by its header and what a row of it must be.
 * @param schemaOf the schema of a row, which may depend on what the row holds
 */
export const rowKind = <Said>(
  header: readonly string[],
  schemaOf: (fields: Fields, asOf: IsoDate) => z.ZodType<Said>,
): RowKind<Said> => ({
  header,
  read: ({ line, fields }, asOf) => {
    const wrong = wrongWidth(line, fields, header.length);
    if (wrong) return { rejects: [wrong] };
    const named = Object.fromEntries(header.map((name, index) => [name, (fields[index] as string).trim()]));
    const parsed = schemaOf(named, asOf).safeParse(named);
    if (parsed.success) return { said: parsed.data, rejects: [] };
    return { rejects: rejectsOf(parsed.error, ([field]) => ({ line, field: String(field ?? '') })) };
  },
});
