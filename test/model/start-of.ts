import { agendaAt } from './facts.ts';
import { letterOf, type NoticeItem, type PrintBatch, type State } from './state.ts';
import type { World } from './world.ts';

const NO_BATCH: PrintBatch = { state: 'none', isListed: false, members: [], chosen: [], everChosen: [] };

/** The first state of a world. */
export const startOf = ({ begins, processes, batches, evaluations, stops, halts }: World): State => {
  const notice = noticeAt(begins);
  const joined: PrintBatch = { ...NO_BATCH, state: 'OPEN', isListed: true, members: [letterOf(0, notice)] };
  return {
    notice,
    agenda: agendaAt(begins),
    outside: {
      isHalted: false,
      isPastLastDay: false,
      accepted: 0,
      acceptedTry: '',
      isTakenBack: false,
      calledDespiteStop: false,
      evaluationsLeft: evaluations,
      stopsLeft: stops,
      haltsLeft: halts,
    },
    batches: Array.from({ length: batches }, (_, id) => (begins === 'batched' && id === 0 ? joined : NO_BATCH)),
    processes,
  };
};

const noticeAt = (begins: World['begins']): NoticeItem => ({
  state: ({ open: 'none', claimed: 'QUEUED', batched: 'BATCHED' } as const)[begins],
  attempt: begins === 'batched' ? 1 : 0,
  decidedOn: begins === 'open' ? 0 : 1,
  leaseIsOver: false,
  reason: '',
  caredFor: false,
  batch: begins === 'batched' ? 0 : -1,
});
