import type { Stop } from '#shared/domain/stop.ts';

/** Stops as they are kept, since the scan reads them every day: `channel:sms 2026-11-24`, `… 2026-11-24 2026-12-01` once lifted. */
export const packStops = (stops: readonly Stop[]): string[] =>
  stops.map(({ name, on, lifted }) => [name, on, ...(lifted === undefined ? [] : [lifted])].join(' '));

/** The stops again, as raw values: whoever reads them has them checked by the schema. */
export const unpackStops = (kept: readonly unknown[]): unknown[] =>
  kept.map((line) => {
    const [name, on, lifted] = `${line}`.split(' ');
    return { name, on, ...(lifted !== undefined && { lifted }) };
  });
