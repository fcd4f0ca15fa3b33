import type { Entry } from '#shared/domain/agenda.ts';
import type { Heeded } from '#shared/domain/stops.ts';
import type { Agendas } from './agendas.ts';

/** The stops, as they are now, of everybody whom these entries heed. Mostly nobody: then nothing is read. */
export const readHeeded = async (get: Agendas['get'], entries: readonly Entry[]): Promise<Heeded> => {
  const ids = [...new Set(entries.flatMap(({ heed = [] }) => heed))];
  const read = await Promise.all(ids.map(async (id) => [id, (await get(id))?.stops ?? []] as const));
  return new Map(read);
};
