import type * as z from 'zod';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Row } from './read-rows.ts';
import type { Reject } from './reject.ts';

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
    if (fields.length !== header.length) return { rejects: [rejected(line, '', 'field-count', MISCOUNTED)] };
    const named = Object.fromEntries(header.map((name, index) => [name, (fields[index] as string).trim()]));
    const parsed = schemaOf(named, asOf).safeParse(named);
    if (parsed.success) return { said: parsed.data, rejects: [] };
    const first = new Map(parsed.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue] as const).reverse());
    return {
      rejects: [...first].map(([field, issue]) =>
        rejected(line, field, reasonOf(issue), issue.code === 'invalid_value' ? NOT_ONE_OF_THEM : issue.message),
      ),
    };
  },
});

/** A check of our own may say its reason in `params`. */
const reasonOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' ? String(issue.params?.reason ?? 'not-allowed') : issue.code.replaceAll('_', '-');

const MISCOUNTED = 'the row has more or fewer fields than the header';
const NOT_ONE_OF_THEM = 'none of the words that may stand here';

export const rejected = (line: number, field: string, reason: string, detail: string): Reject => ({
  line,
  field,
  reason,
  detail,
  severity: 'rejected',
});
