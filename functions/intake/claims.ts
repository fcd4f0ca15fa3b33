/**
 * Who claims which BSN in a file: for each resident the first list's A-number and line. All that a survey keeps of a file,
 * so it is kept small: an id of 22 characters and 12 bytes beside it (npm run bench:intake measures what that comes to).
 */
export const claims = () => {
  const places = new Map<string, number>();
  let aNumbers = new Float64Array(1024);
  let lines = new Uint32Array(1024);
  const contested = new Set<string>();
  return {
    /** Residents that the file claims. */
    ids: { has: (id: string): boolean => places.has(id) },
    contested: (): number => contested.size,
    /** @returns the lines of lists that claim another's BSN: this one's, and the first one's when it was not told yet */
    add: (id: string, aNumber: string | undefined, line: number): number[] => {
      const number = numberOf(aNumber);
      const place = places.get(id);
      if (place === undefined) {
        if (places.size === lines.length)
          [aNumbers, lines] = [grown(aNumbers, Float64Array), grown(lines, Uint32Array)];
        [aNumbers[places.size], lines[places.size]] = [number, line];
        places.set(flat(id), places.size);
        return [];
      }
      if (aNumbers[place] === number) return [];
      const isFirst = !contested.has(id);
      contested.add(id);
      return isFirst ? [lines[place] as number, line] : [line];
    },
  };
};

/** Whatever is not ten digits is no A-number, and one is as good as another. */
const numberOf = (aNumber: string | undefined): number =>
  aNumber !== undefined && /^\d{10}$/.test(aNumber) ? Number(aNumber) : -1;

/** A copy of its own: what was sliced off a longer text keeps all of that text in memory, here 50 bytes for each resident. */
const flat = (id: string): string => Buffer.from(id, 'latin1').toString('latin1');

const grown = <T extends Float64Array | Uint32Array>(old: T, kind: new (length: number) => T): T => {
  const larger = new kind(old.length * 2);
  larger.set(old);
  return larger;
};
