import type { Entry } from '#shared/domain/agenda.ts';
import { dayOf } from '#shared/domain/dates.ts';
import { type Followed, followedBy } from '#shared/domain/follow.ts';
import type { Service } from '#shared/domain/service.ts';
import type { Stored } from './notices.ts';

/**
 * What became of the notices that these entries come after, by the id of what they follow; what was part of another message
 * counts as that one. Mostly nothing follows anything: then nothing is read.
 */
export const readFollowed = async (
  getMany: (noticeIds: readonly string[]) => Promise<ReadonlyMap<string, Stored>>,
  entries: readonly Entry[],
  serviceOf: (id: string) => Service | undefined,
): Promise<ReadonlyMap<string, Followed>> => {
  const ids = [...new Set(entries.flatMap((entry) => followedBy(entry, serviceOf(entry.service)) ?? []))];
  if (ids.length === 0) return new Map();
  const found = await getMany(ids);
  const mains = await getMany([...found.values()].flatMap((each) => (each.state === 'REF' ? [each.ref] : [])));
  return new Map(
    ids.flatMap((id): [string, Followed][] => {
      const stored = found.get(id);
      const main = stored?.state === 'REF' ? mains.get(stored.ref) : stored;
      return main && main.state !== 'REF' && main.parts.includes(id)
        ? [[id, { state: main.state, on: dayOf(main.at) }]]
        : [];
    }),
  );
};
