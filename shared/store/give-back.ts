import type { Agenda } from '#shared/domain/agenda.ts';
import { entryKeyOf, type Notice } from '#shared/domain/notice.ts';
import { releaseClaim } from '#shared/domain/release-claim.ts';

type Deps = {
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  /** Has what is due about these residents looked at again. */
  readonly evaluate: (ids: readonly string[]) => Promise<void>;
};

/**
 * The records said otherwise than the agenda. Mostly an evaluation is on its way; where two lists contradict each other none is,
 * and the same would be decided and taken back every day. And a stop may have been lifted before what it closed was closed.
 */
const LOOKED_AT_AGAIN = [
  'addressee-changed',
  'no-longer-due',
  'own-part-withdrawn',
  'part-withdrawn',
  'record-not-usable',
  'stop',
];

/**
 * Gives back what a notice held that ended without leaving: its entries and its place under the cap. The same however often it
 * is done; of a notice in any other state there is nothing to give back.
 */
export const giveBack =
  ({ change, evaluate }: Deps) =>
  async (notice: Notice): Promise<void> => {
    const { parts, addresseeId, state, reason = state } = notice;
    if (state === 'CANCELLED' || state === 'EXPIRED' || state === 'HANDED_OVER')
      await change(addresseeId, (agenda) => releaseClaim(agenda, notice));
    if (state === 'CANCELLED' && LOOKED_AT_AGAIN.includes(reason)) await evaluate(aboutsOf(parts));
  };

const aboutsOf = (parts: readonly string[]): string[] => [...new Set(parts.map((part) => entryKeyOf(part).about))];
