import type { Entry } from '#shared/domain/agenda.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';

/** A message that left, as the world saw it: taken by a provider, or listed in the manifest that was chosen. */
export type Left = {
  readonly noticeId: string;
  readonly try: string;
  readonly parts: readonly string[];
  readonly addresseeId: string;
  readonly channel: 'email' | 'sms' | 'letter';
  readonly at: number;
  /** The version of the service that decided it. */
  readonly hash: string;
  /** Of a letter. */
  readonly batch?: string | undefined;
};

/** A change of a notice's state that was committed. */
export type Move = {
  readonly noticeId: string;
  readonly from: NoticeState | 'none' | 'REF';
  readonly to: NoticeState;
  readonly notice: Notice;
  readonly at: number;
};

/** What was so from a moment on, and until when; times in milliseconds. */
export type Halt = { readonly name: string; readonly from: number; until: number };
export type Stop = { readonly addresseeId: string; readonly name: string; readonly at: number };

/** Everything that happened which an invariant may ask about, and what broke one. */
export const historyOf = () => ({
  left: [] as Left[],
  moves: [] as Move[],
  stops: [] as Stop[],
  halts: [] as Halt[],
  /** When the guard halted a service. */
  guarded: [] as { readonly service: string; readonly at: number }[],
  /** When it was first in the table that a resident is dead, by id. */
  deaths: new Map<string, number>(),
  /** When what was declared last changed, by id of the agenda. */
  reachChangedAt: new Map<string, number>(),
  /** The manifest chosen for a batch, by its SHA-256. */
  chosen: new Map<string, string>(),
  /** Batches that the print house has. */
  printed: new Set<string>(),
  /** Entries as they were when they last named a notice. */
  entries: new Map<string, Entry>(),
  /** How often tables were restored from a backup. */
  restores: 0,
  broken: [] as string[],
});
export type History = ReturnType<typeof historyOf>;
