import * as z from 'zod';

/** What a function is told of the tables it works on. */
export const epochEnv = z.object({
  AGENDA_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  /** `settings.epoch`: raised by hand when a table was restored under the name that it had. */
  EPOCH: z.string().regex(/^[1-9]\d*$/),
});

/**
 * The table epoch of a deployment: `<settings.epoch>/<agenda table>/<notices table>`. DynamoDB restores into a table of another
 * name, so that a restore shows here by itself; where the old name was given back, the number says so. Not to be taken for the
 * epoch of the services (`epochs.ts`), which says what rules the agendas were evaluated with.
 */
export const tableEpochOf = ({ EPOCH, AGENDA_TABLE, NOTICES_TABLE }: z.output<typeof epochEnv>): string =>
  `${EPOCH}/${AGENDA_TABLE}/${NOTICES_TABLE}`;
