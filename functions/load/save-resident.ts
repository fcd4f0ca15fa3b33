import type { Instant } from '#shared/domain/dates.ts';
import type { Resident, Residents } from '#shared/store/residents.ts';
import type { Worklist } from '#shared/store/worklist.ts';

export type Saved = 'new' | 'changed' | 'same' | 'older' | 'contested';

type Deps = {
  readonly residents: Pick<Residents, 'get' | 'create' | 'renew' | 'contest'>;
  readonly addWork: Worklist['add'];
  readonly now: () => Instant;
};

const TRIES = 8;

/**
 * Writes a record when its content changed. A BSN that two person lists claim identifies nobody, in whatever order they
 * come; a record that is older than what is known is left aside.
 */
export const saveResident =
  (deps: Deps) =>
  async (fresh: Resident): Promise<Saved> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const known = await deps.residents.get(fresh.residentId);
      const saved = known ? await saveOver(deps, fresh, known) : (await deps.residents.create(fresh)) && 'new';
      if (saved) return saved;
    }
    throw new Error('a record kept changing while it was written');
  };

const saveOver = async (deps: Deps, fresh: Resident, known: Resident): Promise<Saved | false> => {
  const lists = known.contested ?? [known.listId];
  if (!lists.includes(fresh.listId)) {
    const all = [...lists, fresh.listId].sort();
    return (await deps.residents.contest(fresh.residentId, all, known)) && (await reported(deps, fresh, all));
  }
  if (known.contested) return reported(deps, fresh, lists);
  if (known.asOf > fresh.asOf) return 'older';
  if (known.hash === fresh.hash && !known.missing) return 'same';
  return (await deps.residents.renew(fresh, known)) && 'changed';
};

/**
 * Also when it was contested before: a crash between the two writes must not lose the worklist item. One more list that claims the
 * BSN is another matter than the one that somebody may have settled.
 */
const reported = async ({ addWork, now }: Deps, { residentId }: Resident, lists: readonly string[]): Promise<Saved> => {
  const time = `${lists.length}`;
  await addWork({ kind: 'bsn-contested', subject: residentId, time, reason: 'several-person-lists', at: now() });
  return 'contested';
};
