import type { Reject } from './reject.ts';

/** More are of use to nobody, and a file may hold any number. */
const AT_MOST = 10_000;

/** Rejects as they are found. Past the limit they are only counted, and the list ends by saying so. */
export const rejectList = (atMost = AT_MOST) => {
  const listed: Reject[] = [];
  let all = 0;
  let firstLeftOut = 0;
  return {
    add: (rejects: readonly Reject[]): void => {
      for (const reject of rejects) {
        all += 1;
        if (listed.length < atMost) listed.push(reject);
        else if (firstLeftOut === 0) firstLeftOut = reject.line;
      }
    },
    list: (): readonly Reject[] =>
      all === listed.length ? listed : [...listed, cutOff(firstLeftOut, listed.length, all)],
  };
};

const cutOff = (line: number, listed: number, all: number): Reject => ({
  line,
  field: '',
  reason: 'list-cut-off',
  detail: `this list is cut off: it holds ${listed} of ${all}, and those from this line on are not in it`,
  severity: 'noted',
});
