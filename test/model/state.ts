import type { Agenda } from '#shared/domain/agenda.ts';
import type { NoticeState } from '#shared/domain/notice.ts';

/** What the model keeps of a notice: all that a condition or a flow looks at. */
export type NoticeItem = {
  readonly state: NoticeState | 'none';
  readonly attempt: number;
  readonly decidedOn: number;
  /** Whether the lease of a SENDING notice is over, by the clock of whoever looks. */
  readonly leaseIsOver: boolean;
  readonly reason: string;
  readonly caredFor: boolean;
  /** The batch that it joined last; -1 for none. */
  readonly batch: number;
};

/** What is outside the tables, and what the invariants must remember. */
export type Outside = {
  readonly isHalted: boolean;
  readonly isPastLastDay: boolean;
  /** Calls that the provider accepted, and which try the first one was. */
  readonly accepted: number;
  readonly acceptedTry: string;
  /** The provider said afterwards that it would not send on what it had accepted. */
  readonly isTakenBack: boolean;
  /** A call was begun though the stop was there when the agenda was read for it. */
  readonly calledDespiteStop: boolean;
  /** What may still happen: evaluations that change the entry, a stop, a halt. */
  readonly evaluationsLeft: number;
  readonly stopsLeft: number;
  readonly haltsLeft: number;
};

/** A print batch. A letter is known by batch and try, as its real number is. */
export type PrintBatch = {
  readonly state: 'none' | 'OPEN' | 'CLOSING' | 'CLOSED';
  /** In the list of what is not finished. */
  readonly isListed: boolean;
  readonly members: readonly string[];
  readonly chosen: readonly string[];
  /** Every manifest that was ever chosen. One, if all is well. */
  readonly everChosen: readonly string[];
};

/** One invocation of a function after the other: where it stands, and what it has read so far. */
export type Process = {
  readonly role: 'dispatch' | 'sweep' | 'record' | 'decide' | 'close' | 'person';
  readonly at: string;
  /** Deliveries that the queue has left for its message. */
  readonly left: number;
  /** The try of the notice that was read, and the state it had or is to get. */
  readonly attempt: number;
  readonly decidedOn: number;
  readonly state: NoticeState | 'none';
  readonly reason: string;
  readonly sawStop: boolean;
  /** Of a batch: which, its members as they were read, which of them go along, and how far it is. */
  readonly batch: number;
  readonly members: readonly string[];
  readonly along: readonly string[];
  readonly index: number;
};

/** Everything there is at one moment. Parts that do not change are shared between states. */
export type State = {
  readonly notice: NoticeItem;
  readonly agenda: Agenda;
  readonly outside: Outside;
  readonly batches: readonly PrintBatch[];
  readonly processes: readonly Process[];
};

/** A step from one state to the next. `environment`: nobody can count on it. */
export type Step = { readonly what: string; readonly to: State; readonly by: 'system' | 'environment' };

/** How often the queue hands a message out before it parks it. */
export const DELIVERIES = 3;

export const processOf = (role: Process['role'], at: string, left = 0): Process => ({
  role,
  at,
  left,
  attempt: 0,
  decidedOn: 0,
  state: 'none',
  reason: '',
  sawStop: false,
  batch: -1,
  members: [],
  along: [],
  index: 0,
});

/** The state in which process `index` stands elsewhere or knows something else. */
export const withProcess = (state: State, index: number, over: Partial<Process>): State => ({
  ...state,
  processes: state.processes.map((each, at) => (at === index ? { ...each, ...over } : each)),
});

/** The process forgets what it read and stands at `at`: states that differ in what nobody reads any more are one. */
export const forgotten = (state: State, index: number, at: string, left?: number): State => {
  const { role, left: had } = state.processes[index] as Process;
  return withProcess(state, index, processOf(role, at, left ?? had));
};

export const letterOf = (batch: number, { decidedOn, attempt }: Pick<NoticeItem, 'decidedOn' | 'attempt'>): string =>
  `${batch}:${decidedOn}-${attempt}`;
