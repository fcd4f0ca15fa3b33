import { setTimeout } from 'node:timers/promises';
import type { Instant } from '#shared/domain/dates.ts';

/** Now. The one place that asks; everything else takes time as an argument. */
export const now = (): Instant => new Date().toISOString() as Instant;

/** Comes back after so many milliseconds. */
export const wait = async (milliseconds: number): Promise<void> => {
  await setTimeout(milliseconds);
};
