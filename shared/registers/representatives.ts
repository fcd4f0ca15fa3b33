import * as z from 'zod';
import { isoDate } from '#shared/domain/dates.ts';
import { type Representative, representative } from '#shared/domain/person.ts';
import { bsn } from './bsn.ts';
import { rowHeaders } from './row-headers.ts';
import { rowKind } from './row-kind.ts';

const { kind, name, street, postcode, town } = representative.shape;
const whole = /^[1-9]\d{0,4}$/;
const orNothing = <S extends z.ZodType>(schema: S) => z.union([z.literal('').transform(() => undefined), schema]);

/** Somebody who acts for a resident from a day on. */
const appointed = z
  .object({
    bsn,
    kind,
    name,
    street,
    housenumber: z.string().regex(whole, 'not a house number').transform(Number),
    letter: orNothing(z.string().max(1)),
    addition: orNothing(z.string().max(4)),
    postcode: z
      .string()
      .toUpperCase()
      .transform((text) => text.replace(/\s/g, ''))
      .pipe(postcode),
    town,
    from: isoDate,
    until: orNothing(isoDate),
  })
  .refine(({ from, until }) => until === undefined || until > from, { path: ['until'], error: 'not after "from"' })
  .transform(({ bsn, kind, housenumber, letter, addition, until, ...rest }) => ({
    bsn,
    kind,
    is: {
      ...rest,
      kind,
      houseNumber: housenumber,
      ...(letter !== undefined && { letter }),
      ...(addition !== undefined && { addition }),
      ...(until !== undefined && { until }),
    } satisfies Representative as Representative,
  }));

const withdrawn = z.object({ bsn, kind });

/** What a row says of one kind of representative; without `is` there is none any more. */
export type RowOfRepresentative = z.infer<typeof withdrawn> & { readonly is?: Representative };

/** A row sets the representative of its kind for its resident; one without a name withdraws it. */
export const representatives = rowKind<RowOfRepresentative>(rowHeaders.representatives, ({ name }) =>
  name === '' ? withdrawn : appointed,
);
