import * as z from 'zod';
import type { Declaration } from '#shared/domain/declaration.ts';
import { grouped } from './grouped.ts';
import { packDays, unpackAsOf } from './packed-days.ts';

/** Declarations as they are kept: channel, address, service, and then one line. */
const packed = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string())));
export type PackedReach = z.infer<typeof packed>;
export const isPackedReach = (value: unknown): value is PackedReach => packed.safeParse(value).success;

/** In the place of the address where there is none any more: DynamoDB has no empty keys. */
const NONE = '-';

/**
 * An address is said once, however many services it was declared for, and each declaration is a line that a person can still
 * read: `form 2026-11-01 +23`, with the day behind it on which it was withdrawn.
 */
export const packReach = (reach: readonly Declaration[]): PackedReach =>
  grouped(
    reach,
    ({ channel }) => channel,
    (ofChannel) =>
      grouped(
        ofChannel,
        ({ address = NONE }) => address,
        (ofAddress) => Object.fromEntries(ofAddress.map((each) => [each.service, lineOf(each)])),
      ),
  );

const lineOf = ({ how, on, asOf, withdrawn }: Declaration): string =>
  [how, packDays(on, asOf), ...(withdrawn === undefined ? [] : [withdrawn])].join(' ');

/** The declarations again, as raw values: whoever reads them has them checked by the schema. */
export const unpackReach = (kept: PackedReach): unknown[] =>
  Object.entries(kept).flatMap(([channel, addresses]) =>
    Object.entries(addresses).flatMap(([address, services]) =>
      Object.entries(services).map(([service, line]) => {
        const [how, on, later, withdrawn] = line.split(' ');
        return {
          service,
          channel,
          ...(address !== NONE && { address }),
          how,
          on,
          ...(withdrawn !== undefined && { withdrawn }),
          asOf: unpackAsOf(on, later),
        };
      }),
    ),
  );
