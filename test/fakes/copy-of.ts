/**
 * A deep copy of what an item may hold. What is undefined, or a function, is left out, as the document client does here.
 * @throws on what the document client writes in no item
 */
export const copyOf = <T>(value: T): T => {
  if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    throw new Error(`no item holds the number ${value}`);
  return typeof value === 'object' && value !== null ? (copyOfObject(value) as T) : value;
};

const copyOfObject = (value: object): object => {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Set) return copyOfSet(value);
  if (Array.isArray(value)) return value.filter(isKept).map(copyOf);
  if (value.constructor !== undefined && value.constructor.name !== 'Object')
    throw new Error(`no item holds a ${value.constructor.name}`);
  const copy: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) if (isKept(each)) copy[name] = copyOf(each);
  return copy;
};

const copyOfSet = (value: ReadonlySet<unknown>): Set<unknown> => {
  const copy = new Set([...value].filter(isKept).map(copyOf));
  if (copy.size === 0) throw new Error('no item holds an empty set');
  return copy;
};

const isKept = (value: unknown): boolean => value !== undefined && typeof value !== 'function';
