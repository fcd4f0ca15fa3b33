import type { State } from './state.ts';

/**
 * Short keys for states: each part (the notice, the agenda, each process …) has a number, and a state is the string of the
 * numbers of its parts.
 * @param areAlike two invocations of one function are alike, so which is which does not count. Not for a story.
 */
export const numbering = (areAlike: boolean) => {
  const numbers = new Map<string, number>();
  const parts: object[] = [];
  const known = new WeakMap<object, number>();

  const numberOf = (part: object): number => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const text = JSON.stringify(part);
    const found = numbers.get(text) ?? parts.length;
    if (found === parts.length) {
      if (found > 0xffff) throw new Error('more different parts than a key can tell apart');
      numbers.set(text, found);
      parts.push(part);
    }
    known.set(part, found);
    return found;
  };

  const keyOf = ({ notice, agenda, outside, batches, processes }: State): string => {
    const numbered = processes.map((each) => [each.role, numberOf(each)] as const);
    if (areAlike) numbered.sort(([role, a], [other, b]) => (role === other ? a - b : 0));
    const rest = numbered.map(([, number]) => number);
    return String.fromCharCode(numberOf(notice), numberOf(agenda), numberOf(outside), numberOf(batches), ...rest);
  };

  const stateOf = (key: string): State => {
    const [notice, agenda, outside, batches, ...processes] = Array.from(key, (_, at) => parts[key.charCodeAt(at)]);
    return { notice, agenda, outside, batches, processes } as State;
  };

  return { keyOf, stateOf };
};
