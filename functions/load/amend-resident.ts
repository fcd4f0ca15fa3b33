import { isDeepStrictEqual } from 'node:util';
import { standing } from '#shared/domain/document-events.ts';
import { representativesIn } from '#shared/domain/representatives.ts';
import type { Amendable } from '#shared/store/kept-resident.ts';
import type { Residents } from '#shared/store/residents.ts';

const TRIES = 8;

/**
 * Changes what is known beside the person list, again when somebody else wrote in between. What is the same is not written.
 * @returns whether we know the resident
 */
export const amendResident = async (
  residents: Pick<Residents, 'get' | 'amend'>,
  residentId: string,
  change: (amendable: Amendable) => Partial<Amendable>,
): Promise<boolean> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await residents.get(residentId);
    if (!before) return false;
    const { representatives = [], events = [], consents = [] } = before;
    const known = { representatives, events, consents };
    const next = { ...known, ...change(known) };
    const isNews = !isDeepStrictEqual(whatCounts(next), whatCounts(known));
    if (isDeepStrictEqual(next, known) || (await residents.amend(before, next, isNews))) return true;
  }
  throw new Error('a resident kept changing while it was written');
};

/** What may make something due, or due to somebody else: not the days of the deliveries that said so, nor whom we may tell. */
const whatCounts = ({ representatives, events }: Amendable) => [representativesIn(representatives), standing(events)];
