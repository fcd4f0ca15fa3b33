/** Items under a name each, and what is made of those that share one. */
export const grouped = <Item, Made>(
  items: readonly Item[],
  by: (item: Item) => string,
  make: (some: readonly Item[]) => Made,
): Record<string, Made> => Object.fromEntries([...Map.groupBy(items, by)].map(([name, some]) => [name, make(some)]));
