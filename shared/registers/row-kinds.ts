import { documentEvents, type RowOfDocumentEvent } from './document-events.ts';
import { type Declared, reachability } from './reachability.ts';
import { type RowOfRepresentative, representatives } from './representatives.ts';
import type { RowKindName } from './row-headers.ts';
import type { RowKind } from './row-kind.ts';

/** What a row of each kind of file says. */
export type SaidByRow = {
  readonly reachability: Declared;
  readonly representatives: RowOfRepresentative;
  readonly 'document-events': RowOfDocumentEvent;
};
/** Every kind of file of which a row stands by itself. */
export const rowKinds: { readonly [kind in RowKindName]: RowKind<SaidByRow[kind]> } = {
  reachability,
  representatives,
  'document-events': documentEvents,
};
