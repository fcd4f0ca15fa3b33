import * as z from 'zod';
import { type IsoDate, isoDate } from './dates.ts';

/**
 * A date as the BRP writes it: eight digits, unknown parts 00 (`19830000`: somewhere in 1983; `00000000`: unknown).
 * Source: Logisch Ontwerp BRP, elements of type date.
 */
export const brpDate = z
  .string()
  .regex(/^\d{8}$/, 'not eight digits')
  .refine((value) => latest(value) !== undefined, 'no such date')
  .brand<'BrpDate'>();
export type BrpDate = z.infer<typeof brpDate>;

/** The calendar day when all parts are known, else undefined. */
export const fullDate = (value: string): IsoDate | undefined =>
  isoDate.safeParse(`${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`).data;

/** The first day that a partial date may mean; `0001-01-01` when nothing is known. Undefined when no such date exists. */
export const earliest = (value: string): IsoDate | undefined => {
  const [year, month, day] = parts(value);
  if (year === '0000') return value === '00000000' ? ('0001-01-01' as IsoDate) : undefined;
  if (month === '00') return day === '00' ? (`${year}-01-01` as IsoDate) : undefined;
  return fullDate(day === '00' ? `${year}${month}01` : value);
};

/** The last day that a partial date may mean; `9999-12-31` when nothing is known. Undefined when no such date exists. */
export const latest = (value: string): IsoDate | undefined => {
  const first = earliest(value);
  const [year, month, day] = parts(value);
  if (first === undefined || day !== '00') return first;
  if (year === '0000') return '9999-12-31' as IsoDate;
  if (month === '00') return `${year}-12-31` as IsoDate;
  const lastOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${lastOfMonth}` as IsoDate;
};

const parts = (value: string): [string, string, string] => [value.slice(0, 4), value.slice(4, 6), value.slice(6, 8)];

/**
 * Whether somebody born on `birth` is at least `years` old on `day`. A partial date may leave it unknown.
 * Born on 29 February counts as a year older on 1 March of a common year (BW 1:2 leaves it to the calendar).
 */
export const hasAge = (birth: BrpDate, years: number, day: IsoDate): boolean | 'unknown' => {
  const bornBy = `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
  const youngest = (latest(birth) as IsoDate) <= bornBy;
  const oldest = (earliest(birth) as IsoDate) <= bornBy;
  return youngest === oldest ? youngest : 'unknown';
};

/**
 * The first days on which somebody born on `birth` may be, and surely is, `years` old. They are the same unless the date is
 * partial. Who was born on 29 February is older on 1 March of a common year, as `hasAge` has it.
 */
export const birthdays = (birth: BrpDate, years: number): { readonly may: IsoDate; readonly sure: IsoDate } => ({
  may: birthday(earliest(birth) as IsoDate, years),
  sure: birthday(latest(birth) as IsoDate, years),
});

const birthday = (born: IsoDate, years: number): IsoDate => {
  const year = `${Math.min(Number(born.slice(0, 4)) + years, 9999)}`.padStart(4, '0');
  return (isoDate.safeParse(`${year}${born.slice(4)}`).data ?? `${year}-03-01`) as IsoDate;
};
