import type { DispatchEvent } from '#events/dispatch.ts';
import type { Channel } from '#shared/domain/agenda.ts';

type Send = (channel: Channel, messages: readonly DispatchEvent[]) => Promise<void>;

const MOST_AT_ONCE = 10; // messages of one request to SQS, which bills by request

/**
 * Gathers the rings of a pack, so that ten notices cost one request. What a crash leaves unrung the sweep rings: no more
 * than nine for each channel.
 */
export const doorbell = (send: Send) => {
  const waiting = new Map<Channel, DispatchEvent[]>();
  const ring = async (channel: Channel): Promise<void> => {
    const messages = waiting.get(channel) ?? [];
    if (messages.length > 0) await send(channel, messages);
    waiting.delete(channel);
  };
  return {
    add: async (channel: Channel, message: DispatchEvent): Promise<void> => {
      const messages = [...(waiting.get(channel) ?? []), message];
      waiting.set(channel, messages);
      if (messages.length >= MOST_AT_ONCE) await ring(channel);
    },
    /** Rings for whatever still waits; what could not be rung waits for the next time. */
    ringAll: async (): Promise<void> => {
      for (const channel of [...waiting.keys()]) await ring(channel);
    },
  };
};
