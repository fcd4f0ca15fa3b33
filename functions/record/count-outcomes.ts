import type { log } from '#shared/aws/log.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import { anew, type Breaker, type Harm, whyTripped, withHarm } from '#shared/domain/breaker.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Breakers } from '#shared/store/breakers.ts';

type Deps = {
  readonly breakers: Breakers;
  readonly switches: {
    readonly halted: (names: readonly string[]) => Promise<string | undefined>;
    /** False when it was halted before. */
    readonly halt: (name: string, reason: string, at: Instant) => Promise<unknown>;
  };
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** Counts what becomes of messages, and halts a channel that does too much harm before its provider does. */
export type Outcomes = {
  /** A harm, before it is written of its notice: cut off in between it is counted, and once however often it comes back. */
  readonly harm: (channel: Channel, harm: Harm, key: string) => Promise<void>;
  /** An outcome without harm, after it was written. */
  readonly add: (channel: Channel) => void;
  /** Writes the outcomes that were added: one write for all events of a batch. */
  readonly flush: () => Promise<void>;
};

const TRIES = 12;

export const countOutcomes = (deps: Deps): Outcomes => {
  const added = new Map<Channel, number>();
  return {
    harm: (channel, harm, key) => countHarm(deps, channel, harm, key),
    add: (channel) => void added.set(channel, (added.get(channel) ?? 0) + 1),
    flush: async () => {
      for (const [channel, count] of added) {
        added.delete(channel);
        // What is lost here makes the share of harm look larger: that errs on the careful side, and no event need come back for it.
        await deps.breakers
          .addOutcomes(channel, count)
          .catch(() => deps.log('outcomes-not-counted', { channel, count }));
      }
    },
  };
};

const countHarm = async (deps: Deps, channel: Channel, harm: Harm, key: string): Promise<void> => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const seen = await deps.breakers.get(channel);
    const before = await current(deps, channel, seen);
    if (!before) return;
    const next = withHarm(before, harm, key);
    if (next !== seen && !(await deps.breakers.replace(channel, next, seen))) continue;
    const written = next === seen ? seen : { ...next, v: seen.v + 1 };
    const reason = whyTripped(written);
    if (reason === undefined) return;
    // Only when it is halted is it noted as held: cut off before, the same or the next harm halts it.
    await hold(deps, channel, reason);
    if (await deps.breakers.replace(channel, { ...written, held: true }, written)) return;
  }
  throw new Error('a breaker kept changing while it was written');
};

/**
 * What counts now. While a channel is halted for its harms nothing leaves, and what is still reported is of before: it does not
 * count. When an operator has taken the halt away, counting begins anew.
 */
const current = async ({ switches }: Deps, channel: Channel, seen: Breaker): Promise<Breaker | undefined> => {
  if (!seen.held) return seen;
  return (await switches.halted([`channel:${channel}`])) === undefined ? anew(seen) : undefined;
};

const hold = async ({ switches, now, log }: Deps, channel: Channel, reason: string): Promise<void> => {
  const isNew = await switches.halt(`channel:${channel}`, reason, now());
  if (isNew !== false) log('breaker-tripped', { channel, reason });
};
