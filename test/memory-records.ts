import { type Deps, recordEvent } from '#functions/record/record-event.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { statesBefore } from '#shared/domain/arrows.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { changeAgenda } from '#shared/store/agendas.ts';
import type { Batch, BatchMember } from '#shared/store/batches.ts';
import { at } from '#test/builders.ts';
import { readTag } from '#test/tags.ts';

/** What a run of `record` starts from. */
export type Before = {
  readonly notices: readonly Notice[];
  readonly agendas: readonly Agenda[];
  readonly batches: readonly { readonly batch: Batch; readonly members: readonly BatchMember[] }[];
};

/** All that `record` reads and writes, in memory and under the same conditions as the tables. */
export const memoryRecords = ({ notices: before, agendas: known, batches }: Before) => {
  const notices = new Map(before.map((notice) => [notice.noticeId, notice]));
  const agendas = new Map(known.map((agenda) => [agenda.addresseeId, agenda]));
  const closed = new Map(batches.map(({ batch }) => [batch.batch, batch]));
  const members = new Map(
    batches.flatMap(({ batch, members }) => members.map((member) => [`${batch.batch} ${member.letterId}`, member])),
  );
  const orphans = new Set<string>();
  const work = new Set<string>();
  const store = {
    get: async (addresseeId: string) => agendas.get(addresseeId),
    replace: async (next: Agenda) => {
      if (agendas.get(next.addresseeId)?.v !== next.v - 1) return false;
      agendas.set(next.addresseeId, next);
      return true;
    },
  };
  const deps: Deps = {
    notices: {
      get: async (noticeId) => notices.get(noticeId),
      move: async ({ by, to, notice: { noticeId, decidedOn, attempt }, set = {}, from }) => {
        const now = notices.get(noticeId);
        const before = statesBefore(by, to).filter((state) => from === undefined || state === from);
        if (!now || now.decidedOn !== decidedOn || now.attempt !== attempt || !before.includes(now.state)) return false;
        notices.set(noticeId, { ...now, ...set, state: to });
        return true;
      },
    },
    batches: {
      get: async (id) => closed.get(id),
      member: async (id, letterId) => members.get(`${id} ${letterId}`),
    },
    read: readTag,
    change: (addresseeId, by) => changeAgenda(store, addresseeId, by),
    addWork: async ({ kind, subject, reason }) => work.add(`${kind} ${subject} ${reason}`) && true,
    keepOrphan: async ({ messageId, type, tag }) => void orphans.add(`${messageId} ${type} ${tag}`),
    outcomes: { harm: async () => {}, add: () => {} },
    now: () => at('2026-11-24T10:00:00.000Z'),
    log: () => {},
  };
  return { record: recordEvent(deps), notices, agendas, orphans, work };
};
