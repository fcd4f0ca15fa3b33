import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import { applyOutcomes, type EntryOutcome } from '#shared/domain/apply-outcomes.ts';
import { isNeverLeft } from '#shared/domain/arrows.ts';
import { decide } from '#shared/domain/decide.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { serviceOf } from '#shared/services/index.ts';
import { ENTRY, entryIn, NOTICE_ID, todayIn } from './facts.ts';
import { read, written } from './io.ts';
import { ring } from './ring.ts';
import { forgotten, type Process, type State, type Step, withProcess } from './state.ts';
import type { World } from './world.ts';

/** `decideCandidate` with `putDecision`: put, then claim, then ring. Tomorrow's scan finds what is open again. */
export const decideSteps = (state: State, index: number, world: World): Step[] => {
  const me = state.processes[index] as Process;
  const who = `decide ${index + 1}`;
  const rests = (from: State) => forgotten(from, index, 'resting');
  switch (me.at) {
    case 'resting': {
      const to = decidedState(state);
      if (!to) return [];
      const next = withProcess(state, index, { at: 'putting', decidedOn: state.agenda.v, state: to });
      return [{ what: `${who} reads the agenda and decides ${to}`, to: next, by: 'system' }];
    }
    case 'putting':
      return written(state, {
        what: `${who} puts the notice`,
        holds: mayPut(state, me, world),
        effect: (before) => put(before, me),
        next: (after, isDone) => withProcess(after, index, { at: isDone ? 'claiming' : 'finding another' }),
        fails: rests,
      });
    case 'finding another':
      return read(`${who} reads what stands there`, standing(state, index), rests(state));
    case 'claiming':
      return written(state, {
        what: `${who} claims the entry`,
        holds: state.agenda.v === me.decidedOn,
        effect: (before) => claimed(before, me),
        next: (after, isDone) =>
          isDone && me.state === 'QUEUED' ? withProcess(after, index, { at: 'ringing' }) : rests(after),
        fails: rests,
      });
    case 'ringing':
      return written(state, { what: `${who} rings`, holds: true, effect: ring, next: rests, fails: rests });
    default:
      return [];
  }
};

const PLANNED = new Set([NOTICE_ID]);
const DECIDED = { dispatch: 'QUEUED', suppress: 'SUPPRESSED', handOver: 'HANDED_OVER', lapse: 'LAPSED' } as const;

/** The state of the notice that the project's own decision would put; none for a deferral or nothing open. */
const decidedState = (state: State): NoticeState | undefined => {
  if (entryIn(state.agenda).state !== 'open') return undefined;
  const [decision] = decide(state.agenda, PLANNED, todayIn(state), serviceOf);
  return decision && decision.kind !== 'defer' && decision.kind !== 'over' ? DECIDED[decision.kind] : undefined;
};

/** The condition of `notices.put`, of one addressee. */
const mayPut = ({ notice }: State, { decidedOn }: Process, { flows }: World): boolean =>
  notice.state === 'none' ||
  (notice.decidedOn < decidedOn &&
    (!flows.putsOverNothingSent || notice.state === 'QUEUED' || isNeverLeft(notice.state)));

const put = (state: State, { decidedOn, state: to }: Process): State => ({
  ...state,
  notice: {
    state: to,
    attempt: 0,
    decidedOn,
    leaseIsOver: false,
    reason: to === 'SUPPRESSED' ? 'stop' : '',
    caredFor: false,
    batch: -1,
  },
});

/** What `putNotice` makes of a notice that may not be put over: adopted, told before, or on its way. */
const standing = (state: State, index: number): State => {
  const { decidedOn } = state.processes[index] as Process;
  const { notice } = state;
  const found = notice.state as NoticeState;
  const isFree = found === 'QUEUED' || isNeverLeft(found);
  if (notice.decidedOn === decidedOn && isFree)
    return found === 'CANCELLED' || found === 'EXPIRED'
      ? forgotten(state, index, 'resting')
      : withProcess(state, index, { at: 'claiming', state: found });
  if (isFree || found === 'BATCHED') return forgotten(state, index, 'resting');
  return withProcess(state, index, { at: 'claiming', state: 'SENT' });
};

const claimed = (state: State, { state: stands }: Process): State => {
  const capped = stands === 'QUEUED' ? [NOTICE_ID] : [];
  const { agenda } = state;
  return { ...state, agenda: applyOutcomes(agenda, [outcomeOf(stands)], capped, todayIn(state)) satisfies Agenda };
};

const outcomeOf = (stands: Process['state']): EntryOutcome => {
  const [entry, notice] = [noticeIdOf(ENTRY), NOTICE_ID];
  switch (stands) {
    case 'QUEUED':
      return { entry, claimedBy: notice };
    case 'SUPPRESSED':
      return { entry, closed: 'stop', notice };
    case 'HANDED_OVER':
      return { entry, closed: 'handed-over', notice };
    case 'LAPSED':
      return { entry, closed: 'lapsed', notice };
    default:
      return { entry, closed: 'told', notice };
  }
};
