import type { IsoDate } from './dates.ts';
import type { Representative } from './person.ts';

/** Who acts for a resident in that capacity on a day; the one appointed last where several overlap. */
export const actingOn = (
  representatives: readonly Representative[],
  kind: Representative['kind'],
  day: IsoDate,
): Representative | undefined =>
  representatives
    .filter((each) => each.kind === kind && each.from <= day && (each.until === undefined || day < each.until))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
