import { type IsoDate, isoDate } from '#shared/domain/dates.ts';

export type DeliveryName = {
  readonly kind: 'persons-full' | 'persons-changes' | 'reachability';
  readonly asOf: IsoDate;
};

/** What a delivery's key says it is: `deliveries/persons-full-2027-03-01.csv`, with anything after the date. */
export const deliveryNameOf = (key: string): DeliveryName | undefined => {
  const match = /^deliveries\/(persons-full|persons-changes|reachability)-(\d{4}-\d{2}-\d{2})[^/]*\.csv$/.exec(key);
  const asOf = isoDate.safeParse(match?.[2]).data;
  return match && asOf ? { kind: match[1] as DeliveryName['kind'], asOf } : undefined;
};
