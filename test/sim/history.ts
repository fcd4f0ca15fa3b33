import type { Entry } from '#shared/domain/agenda.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Notice, NoticeState } from '#shared/domain/notice.ts';

/** A message that left, as the world saw it: taken by a provider, or listed in the manifest that was chosen. */
export type Left = {
  readonly noticeId: string;
  readonly try: string;
  readonly parts: readonly string[];
  readonly addresseeId: string;
  readonly channel: 'email' | 'sms' | 'letter';
  readonly at: number;
  /** Of a letter. */
  readonly batch?: string | undefined;
  /** The version of the service that decided it. */
  readonly hash: string;
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
export type Stop = { readonly addresseeId: string; readonly name: string; readonly at: number; until?: number };

/** Everything that happened which an invariant may ask about, and what broke one. */
export const historyOf = () => ({
  left: [] as Left[],
  moves: [] as Move[],
  /** Stops from when they stood on an agenda until they were lifted. */
  stops: [] as Stop[],
  /** What residents do not want by now, wherever they said so: names, since which day, by resident. */
  stopped: new Map<string, Map<string, IsoDate>>(),
  halts: [] as Halt[],
  /** When the guard halted a service. */
  guarded: [] as { readonly service: string; readonly at: number }[],
  /** When it was first in the table that a resident is dead, by id. */
  deaths: new Map<string, number>(),
  /** From when on what a resident last said about how they may be reached must be heeded. */
  bindsFrom: new Map<string, number>(),
  /** When what was declared last changed on the agenda, by its id. */
  reachChangedAt: new Map<string, number>(),
  /** The manifest chosen for a batch, by its SHA-256. */
  chosen: new Map<string, string>(),
  /** Batches that the print house has. */
  printed: new Set<string>(),
  /** Recoveries that ever stood on an agenda, by the id of their notice: what was made up for leaves it some weeks later. */
  recoveries: new Set<string>(),
  /** Entries as they were when they last named a notice. */
  entries: new Map<string, Entry>(),
  /** How often tables were restored from a backup. */
  restores: 0,
  broken: [] as string[],
});
export type History = ReturnType<typeof historyOf>;
