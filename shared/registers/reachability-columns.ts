/** The second is what files looked like before there were texts: nobody in it declares a number. */
const HEADERS = [
  ['bsn', 'email', 'sms', 'services'],
  ['bsn', 'email', 'services'],
];

/** Why a header is not that of a reachability file; undefined when it is. */
export const whyNotReachability = (header: readonly string[]): string | undefined =>
  HEADERS.some((names) => names.length === header.length && names.every((name, index) => header[index] === name))
    ? undefined
    : `the first line of a reachability file is ${HEADERS[0]?.join(';')}`;
