import { type IsoDate, isoDate } from '#shared/domain/dates.ts';
import { type RowKindName, rowKindNames } from '#shared/registers/row-headers.ts';

const KINDS = ['persons-full', 'persons-changes', ...rowKindNames];
const NAME = new RegExp(`^deliveries/(${KINDS.join('|')})-(\\d{4}-\\d{2}-\\d{2})[^/]*\\.csv$`);

export type DeliveryName = {
  readonly kind: 'persons-full' | 'persons-changes' | RowKindName;
  readonly asOf: IsoDate;
};

/** What a delivery's key says it is: `deliveries/persons-full-2027-03-01.csv`, with anything after the date. */
export const deliveryNameOf = (key: string): DeliveryName | undefined => {
  const match = NAME.exec(key);
  const asOf = isoDate.safeParse(match?.[2]).data;
  return match && asOf ? { kind: match[1] as DeliveryName['kind'], asOf } : undefined;
};
