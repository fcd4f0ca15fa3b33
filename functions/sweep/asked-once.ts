/**
 * Asks once for each key and remembers the answer (of what takes no key: once). For what must be the same, and paid for once,
 * throughout a sweep.
 */
export const askedOnce = <T, K = void>(ask: (key: K) => Promise<T>): ((key: K) => Promise<T>) => {
  const known = new Map<K, Promise<T>>();
  return (key) => {
    const answer = known.get(key) ?? ask(key);
    known.set(key, answer);
    return answer;
  };
};
