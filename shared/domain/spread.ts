/** A number from 0 to `buckets` − 1 that is always the same for an id: FNV-1a, enough to spread work evenly. */
export const spread = (id: string, buckets: number): number => {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  return (hash >>> 0) % buckets;
};
