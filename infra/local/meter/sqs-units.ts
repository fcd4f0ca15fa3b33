import type { WireRequest } from '../calls-of.ts';
import { servedBy } from './served-by.ts';
import { type Charge, divided } from './units.ts';
import type { WireReply } from './wire-reply.ts';

const CHUNK = 64 * 1024;
const MOST_AT_ONCE = 10; // messages of one request

/** Requests that a payload is billed as: one for every 64 KiB begun. Source: PERFORMANCE.md §1.2, Amazon SQS pricing. */
export const requestsFor = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK));

type Sent = { readonly MessageBody?: string; readonly Entries?: readonly { readonly MessageBody?: string }[] };

/** What SQS bills for a call of a function: a batch by its total payload, anything else once. */
export const sqsUnits = ({ body }: WireRequest, { status }: WireReply): Charge[] => {
  if (status !== 200) return [];
  const { MessageBody, Entries = [] } = JSON.parse(body.toString()) as Sent;
  const bodies = [MessageBody, ...Entries.map((entry) => entry.MessageBody)].filter((each) => each !== undefined);
  return divided({ sqs: requestsFor(bytesOf(bodies)) }, bodies.flatMap(servedBy));
};

/**
 * What Lambda spends on behalf of a function: the receives that brought something, and the deletes of what was done, ten at
 * a time. Receives that find nothing are not here; they depend on the time that passes, not on the work.
 */
export const pollUnits = (received: readonly string[], deleted: readonly string[]): Charge[] => [
  ...inTens(received).flatMap((bodies) => divided({ sqs: requestsFor(bytesOf(bodies)) }, bodies.flatMap(servedBy))),
  ...inTens(deleted).flatMap((bodies) => divided({ sqs: 1 }, bodies.flatMap(servedBy))),
];

/** What another service of AWS puts on a queue: billed to whoever owns the queue. */
export const deliveredUnits = (body: string): Charge[] =>
  divided({ sqsDelivered: requestsFor(Buffer.byteLength(body)) }, servedBy(body));

const bytesOf = (bodies: readonly string[]): number => bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);

const inTens = (all: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(all.length / MOST_AT_ONCE) }, (_, n) =>
    all.slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE),
  );
