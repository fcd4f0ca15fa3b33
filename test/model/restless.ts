/**
 * The first state from which none of the resting ones can be reached by the given steps; undefined when there is none.
 * @param count how many states there are, numbered from 0
 */
export const restless = (
  count: number,
  { from, to }: { readonly from: readonly number[]; readonly to: readonly number[] },
  resting: readonly number[],
): number | undefined => {
  const starts = new Uint32Array(count + 1);
  for (const target of to) starts[target + 1] = (starts[target + 1] as number) + 1;
  for (let index = 0; index < count; index += 1)
    starts[index + 1] = (starts[index + 1] as number) + (starts[index] as number);
  const free = starts.slice();
  const sources = new Uint32Array(from.length);
  for (let edge = 0; edge < from.length; edge += 1) {
    const target = to[edge] as number;
    sources[free[target] as number] = from[edge] as number;
    free[target] = (free[target] as number) + 1;
  }
  const reached = new Uint8Array(count);
  const waiting = [...resting];
  for (const index of resting) reached[index] = 1;
  while (waiting.length > 0) {
    const index = waiting.pop() as number;
    for (let at = starts[index] as number; at < (starts[index + 1] as number); at += 1) {
      const source = sources[at] as number;
      if (reached[source] === 1) continue;
      reached[source] = 1;
      waiting.push(source);
    }
  }
  const lost = reached.indexOf(0);
  return lost < 0 ? undefined : lost;
};
