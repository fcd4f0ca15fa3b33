import type { SimulatedClock } from './clock.ts';
import { OURSELVES } from './gateway.ts';
import { REGION } from './place.ts';
import type { WireAnswer } from './ses.ts';

/** What the time is on the embedded AWS, for whoever reaches it from another process. */
export const tellTime =
  ({ now }: Pick<SimulatedClock, 'now'>) =>
  async (): Promise<WireAnswer> => ({ status: 200, type: 'text/plain', body: now().toISOString() });

/** Asks the embedded AWS at this endpoint what the time is there. */
export const askTime = async (endpoint: string): Promise<Date> => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${OURSELVES}/20000101/${REGION}/clock/aws4_request`;
  return new Date(await (await fetch(endpoint, { headers: { authorization } })).text());
};
