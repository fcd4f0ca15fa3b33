/**
 * The columns of every kind of file of which a row stands by itself; the kind is the first part of the file's name. Apart from
 * what a row must be, so that whoever only looks at a header does not carry what it takes to read a telephone number.
 */
export const rowHeaders = {
  reachability: ['bsn', 'service', 'channel', 'address', 'how', 'declared', 'withdrawn'],
  stops: ['bsn', 'stop', 'since', 'lifted'],
  reading: ['bsn', 'language', 'format', 'since'],
  consents: ['bsn', 'party', 'purpose', 'how', 'given', 'withdrawn'],
  representatives: [
    'bsn',
    'kind',
    'name',
    'street',
    'housenumber',
    'letter',
    'addition',
    'postcode',
    'town',
    'from',
    'until',
  ],
  'document-events': ['bsn', 'kind', 'event', 'date'],
} as const satisfies Record<string, readonly string[]>;

export type RowKindName = keyof typeof rowHeaders;
export const rowKindNames = Object.keys(rowHeaders) as RowKindName[];

/** Why a header is not that of a file of this kind; undefined when it is. */
export const whyNotRows = (kind: RowKindName, header: readonly string[]): string | undefined => {
  const wanted: readonly string[] = rowHeaders[kind];
  return wanted.length === header.length && wanted.every((name, index) => header[index] === name)
    ? undefined
    : `the first line of a ${kind} file is ${wanted.join(';')}`;
};
