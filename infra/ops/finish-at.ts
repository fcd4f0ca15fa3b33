import { changeAgenda } from '#shared/store/agendas.ts';
import { finishWork } from '#shared/store/finish-work.ts';
import type { Site } from './site.ts';
import { storesOf } from './stores.ts';

/** Says at a site what came of an item of the worklist, and does what follows from it. */
export const finishAt = (site: Site): ReturnType<typeof finishWork> => {
  const { agendas, notices, worklist } = storesOf(site);
  return finishWork({
    worklist,
    notices,
    change: (addresseeId, by) => changeAgenda(agendas, addresseeId, by),
    now: site.now,
  });
};
