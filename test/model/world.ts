import type { statesBefore } from '#shared/domain/arrows.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import type { Process } from './state.ts';

/** How the flows do what they do. Each field is as the code has it; a planted defect changes one. */
export type Flows = {
  /** The table of arrows. */
  readonly before: typeof statesBefore;
  /** A change of state names the try that it is about. */
  readonly isFenced: boolean;
  /** The client of the provider repeats a call by itself when the reply is lost. */
  readonly callsAgain: boolean;
  readonly afterTimeout: NoticeState;
  /** What the sweep makes of SENDING when the lease is over, and of UNKNOWN when no event came. */
  readonly afterLease: NoticeState;
  readonly afterUnknown: NoticeState;
  readonly rereadsStop: boolean;
  /** A manifest is chosen only where none is. */
  readonly choosesOnce: boolean;
  /** Who settles a batch looks at the chosen manifest, not at the one it made itself. */
  readonly settlesByChosen: boolean;
  /** A letter that does not go along is moved after a manifest is chosen, not before. */
  readonly movesAfterChoice: boolean;
  /** No decision is put over what has left. */
  readonly putsOverNothingSent: boolean;
  /** After-care gives back the place of its own decision only, and nothing expires before its claim. */
  readonly givesBackOwnPlace: boolean;
  readonly expiresOnlyClaimed: boolean;
};

/** What is in one exploration: who works, and what may happen meanwhile. */
export type World = {
  readonly name: string;
  readonly channel: 'email' | 'letter';
  readonly processes: readonly Process[];
  /** Print batches, of which the last one is not closed; none for what is electronic. */
  readonly batches: number;
  /** Not decided yet; decided and claimed; or a letter that has joined the first batch. */
  readonly begins: 'open' | 'claimed' | 'batched';
  /** The sweep rings also while a message is on its way, as it does after six hours. */
  readonly ringsWhileBusy: boolean;
  readonly stops: number;
  readonly evaluations: number;
  readonly halts: number;
  /** The last day may pass. */
  readonly expires: boolean;
  /** The lease may seem over while its owner works on. */
  readonly isSkewed: boolean;
  /** What the provider may report once it accepted, as often and in whatever order. */
  readonly events: readonly NoticeState[];
  /** A provider says "not now" until so many attempts were made. */
  readonly attempts: number;
  readonly flows: Flows;
};
