import type { Chunk } from '#events/chunk.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Row } from '#shared/registers/read-rows.ts';
import type { Reject } from '#shared/registers/reject.ts';
import { rejectList } from '#shared/registers/reject-list.ts';
import type { RowKindName } from '#shared/registers/row-headers.ts';
import { rowKinds, type SaidByRow } from '#shared/registers/row-kinds.ts';

export type RowChunk = Extract<Chunk, { kind: RowKindName }>;

/** Per kind, writes down what a row says of a resident; false when we do not know them. */
export type Takers = {
  readonly [kind in RowKindName]: (residentId: string, said: SaidByRow[kind], asOf: IsoDate) => Promise<boolean>;
};

type Deps = { readonly takers: Takers; readonly pseudonymKey: () => Promise<Buffer> };

/** Loads rows that stand by themselves, in their order. Somebody we do not know is named by row. */
export const loadRows =
  ({ takers, pseudonymKey }: Deps) =>
  async ({ kind, asOf, persons }: RowChunk): Promise<Reject[]> => {
    const key = await pseudonymKey();
    const rejects = rejectList();
    for (const { line, rows } of persons)
      rejects.add(await loadRow(takers, kind, { line, fields: rows[0] ?? [] }, asOf, key));
    return [...rejects.list()];
  };

const UNKNOWN = {
  field: 'bsn',
  reason: 'unknown-resident',
  detail: 'no resident has this BSN',
  severity: 'rejected',
} as const;

const loadRow = async <Kind extends RowKindName>(
  takers: Takers,
  kind: Kind,
  row: Row,
  asOf: IsoDate,
  key: Buffer,
): Promise<readonly Reject[]> => {
  const { said, rejects } = rowKinds[kind].read(row, asOf);
  if (said === undefined) return rejects;
  const isKnown = await takers[kind](pseudonymOf(key, 'bsn', said.bsn), said, asOf);
  return isKnown ? [] : [{ ...UNKNOWN, line: row.line }];
};
