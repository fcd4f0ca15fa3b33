import type { WorkItem } from '#shared/domain/work-item.ts';

/** What is on the worklist, for who looks on: how many in all, then a line for each due day and kind, with the reasons. */
export const workLines = (items: readonly WorkItem[]): string[] => {
  if (items.length === 0) return [];
  const groups = Map.groupBy(items, ({ due, kind }) => `${due}  ${kind}`);
  const lines = [...groups].map(([group, its]) => {
    const reasons = [...Map.groupBy(its, ({ reason }) => reason)].map(([reason, { length }]) => `${reason} ${length}`);
    return `  by ${group}  ${its.length}: ${reasons.sort().join(', ')}`;
  });
  return ['', `${items.length} on the worklist, for a person to look at`, ...lines];
};
