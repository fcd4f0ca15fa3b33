import type { log } from '#shared/aws/log.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { mendAgenda, versionAbove } from '#shared/domain/mend-agenda.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Agendas, ProjectedAgenda } from '#shared/store/agendas.ts';
import type { Notices } from '#shared/store/notices.ts';

export type MendDeps = {
  readonly agendas: Pick<Agendas, 'due' | 'read' | 'raise'>;
  readonly notices: Pick<Notices, 'getMany'>;
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  readonly segments: number;
  readonly log: typeof log;
};

/** After every day that an agenda may name: with it the read of what is due is the read of all. */
const LAST_DAY = '9999-12-31' as IsoDate;

/**
 * Goes over every agenda, for one table may have been put back to another instant than the other: claims that no notice answers
 * for open again, and the version comes to lie above every decision there is, so that a new one counts as later.
 * @returns how many agendas were changed
 */
export const mendAgendas = async (deps: MendDeps): Promise<number> => {
  const mendSegment = async (segment: number): Promise<number> => {
    let mended = 0;
    for await (const { items } of deps.agendas.due(LAST_DAY, segment, deps.segments)) {
      const views = items.flatMap((item) => deps.agendas.read(item) ?? malformed(deps, item));
      const standing = await standingFor(deps, views);
      for (const view of views) if (await mendOne(deps, view, standing)) mended += 1;
    }
    return mended;
  };
  const counts = await Promise.all(Array.from({ length: deps.segments }, (_, segment) => mendSegment(segment)));
  return counts.reduce((sum, count) => sum + count, 0);
};

const malformed = ({ log }: MendDeps, item: unknown): [] => {
  log('agenda-malformed', { addresseeId: String((item as { addresseeId?: unknown }).addresseeId) });
  return [];
};

/** The notices under the entries' own keys, and those that the entries name. */
const standingFor = async ({ notices }: MendDeps, views: readonly ProjectedAgenda[]): Promise<Map<string, Notice>> => {
  const ids = views.flatMap(({ entries }) =>
    entries.flatMap((entry) => [noticeIdOf(entry), ...(entry.notice === undefined ? [] : [entry.notice])]),
  );
  const found = [...(await notices.getMany(ids)).values()];
  return new Map(found.flatMap((each) => (each.state === 'REF' ? [] : [[each.noticeId, each] as const])));
};

const mendOne = async (
  { agendas, change }: MendDeps,
  view: ProjectedAgenda,
  standing: ReadonlyMap<string, Notice>,
): Promise<boolean> => {
  const its = view.entries.flatMap((entry) => standing.get(noticeIdOf(entry)) ?? []);
  const above = versionAbove(view, its);
  const isMended = mendAgenda(view, standing) !== view;
  if (isMended) await change(view.addresseeId, (agenda) => mendAgenda(agenda, standing));
  const isRaised = above > view.v && (await agendas.raise(view.addresseeId, above));
  return isMended || isRaised;
};
