import type { ResidentRecord } from './person.ts';
import type { Field } from './service.ts';

/** Only the fields that a service declared: it cannot read what it did not ask for (AVG 5(1)(c)). */
export const narrowed = <F extends Field>(record: ResidentRecord, data: readonly F[]): Pick<ResidentRecord, F> =>
  Object.fromEntries(data.map((field) => [field, record[field]])) as Pick<ResidentRecord, F>;
