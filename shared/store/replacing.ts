import { type Notice, type NoticeRef, notice, noticeRef } from '#shared/domain/notice.ts';

const fields = [...new Set([...Object.keys(notice.shape), ...Object.keys(noticeRef.shape)])].filter(
  (name) => name !== 'trail',
);
type Fresh = Notice | NoticeRef;
const setIn = (fresh: Fresh): string[] => fields.filter((name) => fresh[name as keyof Fresh] !== undefined);

/** Steps come after those that are there. Items from before trails were kept have none. */
export const ADD_TO_TRAIL = 'trail = list_append(if_not_exists(trail, :noTrail), :steps)';
export const trailValues = (steps: readonly string[]) => ({ ':noTrail': [], ':steps': steps });

/**
 * The update that puts a notice or ref in the place of what stood there: nothing of it stays but its trail, to which the fresh one is
 * added. A put would lose the older steps, or have to read them first.
 */
export const replacing = (fresh: Fresh): string => {
  const set = setIn(fresh);
  const gone = fields.filter((name) => !set.includes(name)).map((name) => `#${name}`);
  return `SET ${[...set.map((name) => `#${name} = :fresh_${name}`), ADD_TO_TRAIL].join(', ')} REMOVE ${gone.join(', ')}`;
};

export const fieldNames = Object.fromEntries(fields.map((name) => [`#${name}`, name]));

export const fieldValues = (fresh: Fresh): Record<string, unknown> => ({
  ...Object.fromEntries(setIn(fresh).map((name) => [`:fresh_${name}`, fresh[name as keyof Fresh]])),
  ...trailValues(fresh.trail),
});
