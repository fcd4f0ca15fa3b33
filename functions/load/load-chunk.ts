import type { Chunk, ChunkEvent } from '#events/chunk.ts';
import type { EvaluateEvent } from '#events/evaluate.ts';
import type { log } from '#shared/aws/log.ts';
import type { Deliveries } from '#shared/store/deliveries.ts';
import type { RowChunk } from './load-rows.ts';

export type Deps = {
  readonly getChunk: (key: string) => Promise<Chunk>;
  readonly putRejects: (key: string, lines: readonly object[]) => Promise<void>;
  readonly deliveries: Pick<Deliveries, 'get' | 'current' | 'chunkDone' | 'loaded' | 'release'>;
  /** Each loads the rows of one kind of chunk and says what it could not take. */
  readonly loadPersons: (chunk: Extract<Chunk, { kind: 'persons' }>) => Promise<object[]>;
  readonly loadRows: (chunk: RowChunk) => Promise<object[]>;
  readonly markMissing: (ids: readonly string[]) => Promise<void>;
  readonly queueEvaluate: (messages: readonly EvaluateEvent[]) => Promise<void>;
  readonly log: typeof log;
};

/** Loads one chunk of the delivery that is being taken; after the last one everything that changed is evaluated. */
export const loadChunk =
  (deps: Deps) =>
  async ({ delivery, chunk }: ChunkEvent): Promise<void> => {
    const known = await deps.deliveries.get(delivery);
    if (known?.state !== 'LOADING' || (await deps.deliveries.current())?.id !== delivery)
      return deps.log('chunk-dropped', { delivery, chunk });
    if (!known.done?.has(chunk)) {
      const rejects = await loadContent(deps, await deps.getChunk(`chunks/${delivery}/${chunk}.json`));
      if (rejects.length > 0) await deps.putRejects(`rejects/${delivery}/${chunk}.ndjson`, rejects);
    }
    const { done, chunks } = await deps.deliveries.chunkDone(delivery, chunk);
    if ((done?.size ?? 0) < chunks) return;
    await deps.queueEvaluate([{ v: 1, kind: 'changed' }]);
    await deps.deliveries.loaded(delivery);
    await deps.deliveries.release(delivery);
    deps.log('delivery-loaded', { delivery, chunks });
  };

const loadContent = async (deps: Deps, content: Chunk): Promise<object[]> => {
  switch (content.kind) {
    case 'persons':
      return deps.loadPersons(content);
    case 'reachability':
    case 'stops':
    case 'reading':
    case 'consents':
    case 'representatives':
    case 'document-events':
      return deps.loadRows(content);
    case 'missing':
      await deps.markMissing(content.ids);
      return [];
    default:
      throw new Error(`no such chunk: ${content satisfies never}`);
  }
};
