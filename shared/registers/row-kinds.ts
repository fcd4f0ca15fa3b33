import { consents, type RowOfConsent } from './consents.ts';
import { documentEvents, type RowOfDocumentEvent } from './document-events.ts';
import { type RowOfReachability, reachability } from './reachability.ts';
import { type RowOfReading, reading } from './reading.ts';
import { type RowOfRepresentative, representatives } from './representatives.ts';
import type { RowKindName } from './row-headers.ts';
import type { RowKind } from './row-kind.ts';
import { type RowOfStop, stops } from './stops.ts';

/** What a row of each kind of file says. */
export type SaidByRow = {
  readonly reachability: RowOfReachability;
  readonly stops: RowOfStop;
  readonly reading: RowOfReading;
  readonly consents: RowOfConsent;
  readonly representatives: RowOfRepresentative;
  readonly 'document-events': RowOfDocumentEvent;
};
/** Every kind of file of which a row stands by itself. */
export const rowKinds: { readonly [kind in RowKindName]: RowKind<SaidByRow[kind]> } = {
  reachability,
  stops,
  reading,
  consents,
  representatives,
  'document-events': documentEvents,
};
