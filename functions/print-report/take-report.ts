import type { DeliveryEvent } from '#events/delivery.ts';
import type { PrintEvent } from '#events/print-event.ts';
import type { log } from '#shared/aws/log.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { FileRefused } from '#shared/registers/file-refused.ts';
import { readRows } from '#shared/registers/read-rows.ts';
import type { Reject } from '#shared/registers/reject.ts';
import { rejectList } from '#shared/registers/reject-list.ts';
import { REPORT_HEADER, reportRows } from './report-rows.ts';

export type Deps = {
  readonly open: (key: string) => Promise<AsyncIterable<Uint8Array>>;
  readonly putRejects: (key: string, lines: readonly object[]) => Promise<void>;
  readonly queue: (messages: readonly PrintEvent[]) => Promise<void>;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** In a minute no more than this can be put on a queue, with room to spare. */
const MOST_ROWS = 20_000;
/** What a name may hold that is repeated in a log line. */
const NAME = /^reports\/([A-Za-z0-9][A-Za-z0-9._-]{0,99})\.csv$/;

/**
 * Takes one file of a print house: reads it to its end, and only then sends each row on as an event; a row that cannot be
 * taken is named in the rejects file. Nothing is kept of it, so the same file again sends the same events, which change nothing.
 */
export const takeReport =
  (deps: Deps) =>
  async ({ detail }: DeliveryEvent): Promise<void> => {
    const { key } = detail.object;
    const [, name] = NAME.exec(key) ?? [];
    const report = name ?? sha256(key).slice(0, 16);
    try {
      if (name === undefined)
        throw new FileRefused('a report is named reports/<letters, digits, "-", "_" or ".">.csv, without a folder');
      const { events, rejects } = await read(deps, key);
      if (rejects.length > 0) await deps.putRejects(`rejects/reports/${report}.ndjson`, rejects);
      await deps.queue(events);
      deps.log('print-report-taken', { report, events: events.length });
      if (rejects.length > 0) deps.log('print-rows-rejected', { report, rejects: rejects.length });
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      deps.log('print-report-refused', { report, reason: error.message });
    }
  };

const read = async (
  { open, now }: Deps,
  key: string,
): Promise<{ events: readonly PrintEvent[]; rejects: readonly Reject[] }> => {
  const rows = readRows(await open(key));
  const header = (await rows.next()).value?.fields ?? [];
  if (header.join() !== REPORT_HEADER.join())
    throw new FileRefused(`the first line of a report is ${REPORT_HEADER.join(';')}`);
  const today = dayOf(now());
  const kind = reportRows(today);
  const events: PrintEvent[] = [];
  const rejected = rejectList();
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > MOST_ROWS) throw new FileRefused(`it has more than ${MOST_ROWS} rows: deliver it in parts`);
    const { said, rejects } = kind.read(row, today);
    if (said) events.push(said);
    else rejected.add(rejects);
  }
  return { events, rejects: rejected.list() };
};
