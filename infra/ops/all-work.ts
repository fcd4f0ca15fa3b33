import type { WorkItem } from '#shared/domain/work-item.ts';
import type { Wanted, Worklist } from '#shared/store/worklist.ts';

/** Everything on the worklist that is wanted, page after page: without more, all that is not done, what is due first coming first. */
export const allWork =
  ({ page }: Pick<Worklist, 'page'>) =>
  async (wanted: Wanted = {}): Promise<WorkItem[]> => {
    const items: WorkItem[] = [];
    let after: string | undefined;
    do {
      const found = await page({ ...wanted, ...(after !== undefined && { after }) });
      items.push(...found.items);
      after = found.after;
    } while (after !== undefined);
    return items;
  };
