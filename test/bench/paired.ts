import type { Random } from '#infra/local/invented/random.ts';

/** Something that is measured: a number of operations that it says, of the same work in every round. */
export type Contender = { readonly name: string; readonly run: () => number | Promise<number> };
export type Quartiles = { readonly low: number; readonly median: number; readonly high: number };
export type Measured = { readonly name: string; readonly perSecond: Quartiles; readonly ratio: Quartiles };

/**
 * Paired rounds: every contender once in each, in random order, by CPU time, so that a machine which others use is unfair to all
 * alike; the ratio is that to the base of the same round (PERFORMANCE.md, 4.1).
 * @param contenders the first is the base
 */
export const paired = async (
  contenders: readonly [Contender, ...Contender[]],
  rounds: number,
  random: Random,
  onRound: (round: number) => void,
): Promise<Measured[]> => {
  const rates = new Map(contenders.map(({ name }): [string, number[]] => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, run } of shuffled(contenders, random)) {
      const started = process.cpuUsage();
      const count = await run();
      const { user, system } = process.cpuUsage(started);
      if (round >= 0) rates.get(name)?.push((count * 1e6) / (user + system)); // the first round only warms up
    }
    onRound(round);
  }
  const base = rates.get(contenders[0].name) as number[];
  return contenders.map(({ name }) => {
    const its = rates.get(name) as number[];
    return {
      name,
      perSecond: quartiles(its),
      ratio: quartiles(its.map((rate, round) => rate / (base[round] as number))),
    };
  });
};

const quartiles = (numbers: readonly number[]): Quartiles => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
};

const shuffled = <T>(list: readonly T[], random: Random): T[] =>
  list
    .map((each) => ({ each, place: random.between(0, 1e9) }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
