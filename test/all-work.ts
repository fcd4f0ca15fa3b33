import type { WorkItem } from '#shared/domain/work-item.ts';
import type { WorkKind } from '#shared/domain/work-kinds.ts';
import type { Wanted, Worklist } from '#shared/store/worklist.ts';

/** Everything on the list, page after page. */
export const allWork = async ({ page }: Pick<Worklist, 'page'>, wanted: Wanted = {}): Promise<WorkItem[]> => {
  const { items, after } = await page(wanted);
  return after === undefined ? [...items] : [...items, ...(await allWork({ page }, { ...wanted, after }))];
};

/** The item of a kind about something, which is not done; undefined when there is none. */
export const workAbout = async (list: Pick<Worklist, 'page'>, kind: WorkKind, subject: string) =>
  (await allWork(list, { kind })).find((item) => item.subject === subject);
