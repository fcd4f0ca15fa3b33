import type { IsoDate } from '#shared/domain/dates.ts';
import type { Agendas, ProjectedAgenda } from '#shared/store/agendas.ts';

type Deps = { readonly agendas: Pick<Agendas, 'due' | 'read'>; readonly segments: number };

/** What a reading of all agendas found. */
export type Read = {
  readonly views: readonly ProjectedAgenda[];
  /** Agendas that there are, due or not. */
  readonly agendas: number;
  /** Ids of those due that cannot be read. */
  readonly malformed: readonly string[];
};

/** Fewer agendas than this share of what the last run counted, and somebody lost them: no agenda is ever deleted. */
const LEAST_SHARE = 0.9;
/** More than this share of what is due cannot be read, and it is not the item that is wrong; a few may be, in a small town. */
const MALFORMED_SHARE = 0.01;
const FEW_MALFORMED = 5;

/** Every agenda with something due, segment by segment side by side; a malformed one is left aside. */
export const readAgendas = async ({ agendas, segments }: Deps, date: IsoDate): Promise<Read> => {
  const views: ProjectedAgenda[] = [];
  const malformed: string[] = [];
  let count = 0;
  const readSegment = async (segment: number) => {
    for await (const { items, looked } of agendas.due(date, segment, segments)) {
      count += looked;
      for (const item of items) {
        const view = agendas.read(item);
        if (view) views.push(view);
        else malformed.push(String((item as { addresseeId?: unknown }).addresseeId));
      }
    }
  };
  await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(segment)));
  return { views, agendas: count, malformed };
};

/** Why no run can be made of what was read: nobody would be missed or contacted rightly. */
export const whyNoRun = (
  { views, agendas, malformed }: Read,
  before: number | undefined,
): 'no-agendas' | 'agendas-lost' | 'agendas-malformed' | undefined => {
  if (agendas === 0) return 'no-agendas';
  if (before !== undefined && agendas < before * LEAST_SHARE) return 'agendas-lost';
  const most = Math.max(FEW_MALFORMED, (views.length + malformed.length) * MALFORMED_SHARE);
  return malformed.length > most ? 'agendas-malformed' : undefined;
};
