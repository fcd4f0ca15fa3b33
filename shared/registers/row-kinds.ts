import { documentEvents, type RowOfDocumentEvent } from './document-events.ts';
import { type Declared, reachability } from './reachability.ts';
import { type RowOfRepresentative, representatives } from './representatives.ts';
import type { RowKind } from './row-kind.ts';

/** What a row of each kind of file says. The kind is the first part of the file's name. */
export type SaidByRow = {
  readonly reachability: Declared;
  readonly representatives: RowOfRepresentative;
  readonly 'document-events': RowOfDocumentEvent;
};
export type RowKindName = keyof SaidByRow;

/** Every kind of file of which a row stands by itself. */
export const rowKinds: { readonly [kind in RowKindName]: RowKind<SaidByRow[kind]> } = {
  reachability,
  representatives,
  'document-events': documentEvents,
};
export const rowKindNames = Object.keys(rowKinds) as RowKindName[];

/** Why a header is not that of a file of this kind; undefined when it is. */
export const whyNotRows = (kind: RowKindName, header: readonly string[]): string | undefined => {
  const wanted = rowKinds[kind].header;
  return wanted.length === header.length && wanted.every((name, index) => header[index] === name)
    ? undefined
    : `the first line of a ${kind} file is ${wanted.join(';')}`;
};
