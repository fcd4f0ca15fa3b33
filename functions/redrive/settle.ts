import type * as z from 'zod';
import { candidatesEvent } from '#events/candidates.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Outcome } from './redrive.ts';

type Settle = (body: string) => Promise<Outcome>;

/** What is done with a message of this form. Of another form, or of a version that is not known here, it stays parked. */
export const readAs =
  <T>(schema: z.ZodType<T>, act: (message: T, body: string) => Promise<Outcome>): Settle =>
  async (body) => {
    const read = schema.safeParse(jsonIn(body));
    return read.success ? act(read.data, body) : 'parked';
  };

const jsonIn = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Back to its own queue, to the letter as it was. */
export const sentBack = <T>(schema: z.ZodType<T>, send: (body: string) => Promise<void>): Settle =>
  readAs(schema, async (_, body) => {
    await send(body);
    return 'returned';
  });

/** A pack of today goes back to decide. Of another day it is nothing: its entries are in a later plan. */
export const sentBackToday = (today: () => IsoDate, send: (body: string) => Promise<void>): Settle =>
  readAs(candidatesEvent, async ({ date }, body) => {
    if (date !== today()) return 'nothing';
    await send(body);
    return 'returned';
  });
