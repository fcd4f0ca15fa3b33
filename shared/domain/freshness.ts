import { addDays, type IsoDate } from './dates.ts';
import type { Register } from './register.ts';
import type { FreshnessDays } from './service.ts';

/** Per register, as of which day it was last delivered. */
export type DeliveredAsOf = { readonly [register in Register]?: IsoDate | undefined };

/** The first register that is too old for a service to write by, or that never came; undefined when none is. */
export const staleRegister = (
  freshness: FreshnessDays,
  delivered: DeliveredAsOf,
  today: IsoDate,
): Register | undefined =>
  (Object.entries(freshness) as [Register, number | undefined][]).find(([register, days]) => {
    const asOf = delivered[register];
    return days !== undefined && (asOf === undefined || asOf < addDays(today, -days));
  })?.[0];
