import type { Chunk, ChunkEvent } from '#events/chunk.ts';
import type { DeliveryName } from '#functions/intake/delivery-name.ts';
import { takeDelivery } from '#functions/intake/take-delivery.ts';
import { at } from '#test/builders.ts';

type Deps = Parameters<typeof takeDelivery>[0];

/** Takes a delivery with everything around it in memory, and keeps what it wrote, queued and logged. */
export const memoryDelivery = (over: Partial<Deps> = {}) => {
  const chunks: Chunk[] = [];
  const rejects: object[] = [];
  const queued: ChunkEvent[] = [];
  const logged: Record<string, unknown>[] = [];
  const noted: string[] = [];
  const deps: Omit<Deps, 'open'> = {
    putChunk: async (_, chunk) => void chunks.push(chunk),
    putRejects: async (_, lines) => void rejects.push(...lines),
    queue: async (messages) => void queued.push(...messages),
    present: async () => [],
    residentIdOf: async () => (bsn) => `id-${bsn}`,
    deliveries: {
      get: async () => undefined,
      put: async ({ delivery }) => void noted.push(delivery),
      current: async () => undefined,
      take: async () => true,
      release: async () => {},
      newestFull: async () => undefined,
      noteFull: async (asOf) => void noted.push(asOf),
      noteAsOf: async (_, asOf) => void noted.push(asOf),
    },
    now: () => at('2026-11-24T05:00:00.000Z'),
    log: (msg, fields) => void logged.push({ msg, ...fields }),
    ...over,
  };
  return {
    chunks,
    rejects,
    logged,
    /** All that would outlive a refusal. */
    written: () => chunks.length + rejects.length + queued.length + noted.length,
    refusal: () => logged.find(({ msg }) => msg === 'delivery-refused')?.reason,
    current: async () => undefined,
    take: (kind: DeliveryName['kind'], open: Deps['open']) =>
      takeDelivery({ ...deps, open })({
        detail: { bucket: { name: 'intake' }, object: { key: `deliveries/${kind}-2026-11-24.csv` } },
      }),
  };
};
