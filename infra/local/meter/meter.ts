import { type Charge, type Subject, sum, type Units } from './units.ts';

/** Everything that one caller was billed for one thing, and by how many charges. */
export type Metered = {
  readonly caller: string;
  readonly about?: Subject | undefined;
  readonly units: Units;
  readonly charges: number;
};

/** Adds up what is billed, per caller (a function, or the service of AWS that did it) and what it was for. */
export const meter = () => {
  const all = new Map<string, Metered>();
  return {
    add: (caller: string, charges: readonly Charge[]): void => {
      for (const { about, units } of charges) {
        const key = `${caller} ${about ?? ''}`;
        const known = all.get(key);
        all.set(key, {
          caller,
          about,
          units: known ? sum([known.units, units]) : units,
          charges: (known?.charges ?? 0) + 1,
        });
      }
    },
    all: (): Metered[] => [...all.values()],
  };
};
export type Meter = ReturnType<typeof meter>;
