/** Lets whoever else is about to act do so first: two calls that were made together may be answered in between each other. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

export const twenty = <T>(make: (nth: number) => T): T[] => Array.from({ length: 20 }, (_, nth) => make(nth));

/** How many of these came true. */
export const wins = async (all: readonly Promise<boolean>[]): Promise<number> =>
  (await Promise.all(all)).filter((isWon) => isWon).length;
