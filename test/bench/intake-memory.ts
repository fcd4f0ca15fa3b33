import { Readable } from 'node:stream';
import { lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { testBsns } from '#infra/local/invented/numbers.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { memoryDelivery } from '#test/memory-delivery.ts';
import { aPerson } from '#test/registers/a-person.ts';

/**
 * `npm run bench:intake [megabytes]`: what intake holds in memory while it takes a file of 300 MB, and while it refuses one of
 * rubbish. The code is that of the function, with everything it would write counted and dropped. Both readings, survey and cut, are
 * sampled; heap is what is left after a collection.
 */
const MEGABYTES = Number(process.argv[2] ?? 300);
const MB = 1024 * 1024;
const PIECE = 64 * 1024;

const collect = (): void => (globalThis as { gc?: () => void }).gc?.();
const memory = () => {
  collect();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss: rss / MB, heap: (heapUsed + arrayBuffers) / MB };
};

type Content = () => Generator<Buffer>;
/** As many bytes as asked for, of blocks that come one after another. */
const bytesOf = function* (head: string, next: () => string | Buffer): Generator<Buffer> {
  let sent = 0;
  for (let block = Buffer.from(head); sent < MEGABYTES * MB; block = Buffer.from(next())) {
    for (let at = 0; at < block.length; at += PIECE) yield block.subarray(at, at + PIECE);
    sent += block.length;
  }
};

const lines = lo3Csv([aPerson(0)]).split('\r\n');
const header = `${lines[0]}\r\n`;
const bsns = [
  ...(function* () {
    const all = testBsns();
    for (let n = 0; n < 8000; n += 1) yield all.next().value;
  })(),
];
/** A hundred persons of two rows each, with A-numbers that nobody else has. */
const persons = () => {
  let count = 0;
  return () => {
    let block = '';
    for (let n = 0; n < 100; n += 1) {
      count += 1;
      const first = (lines[1] as string).replace('9900000000', `99${`${count}`.padStart(8, '0')}`);
      block += `${first.replace(/000010\d{3}/, bsns[count % bsns.length] as string)}\r\n${lines[2]}\r\n`;
    }
    return block;
  };
};

const FILES: readonly (readonly [string, 'persons-changes' | 'reachability', Content])[] = [
  ['persons', 'persons-changes', () => bytesOf(header, persons())],
  [
    'persons without BSN',
    'persons-changes',
    () =>
      bytesOf(header, () => `${(lines[1] as string).replace(/;000010\d{3};/, ';;')}\r\n${lines[2]}\r\n`.repeat(100)),
  ],
  [
    'reachability',
    'reachability',
    () =>
      bytesOf('bsn;service;channel;address;how;declared;withdrawn\n', () =>
        '000009830;travel-document-expiry;email;anna@example.org;form;2026-11-01;\n'.repeat(1000),
      ),
  ],
  ['rubbish: line ends', 'persons-changes', () => bytesOf('', () => '\n'.repeat(PIECE))],
  ['rubbish: one line', 'persons-changes', () => bytesOf('', () => 'x'.repeat(PIECE))],
  ['rubbish: separators', 'persons-changes', () => bytesOf(header, () => ';'.repeat(PIECE))],
  ['rubbish: quotation marks', 'persons-changes', () => bytesOf(header, () => '"'.repeat(PIECE))],
  [
    'rubbish: rows of nobody',
    'persons-changes',
    () => bytesOf(`${header}${lines[1]}\r\n`, () => `${lines[2]}\r\n`.repeat(100)),
  ],
  [
    'rubbish: bytes',
    'persons-changes',
    () => bytesOf('', () => Buffer.from(Array.from({ length: PIECE }, (_, n) => 1 + ((n * n * 31) % 251)))),
  ],
];

/** Passes bytes on, and samples memory at every tenth of them. */
const sampled = function* (content: Generator<Buffer>, reading: string, onSample: (line: string, rss: number) => void) {
  let [sent, tenth] = [0, 1];
  for (const piece of content) {
    yield piece;
    sent += piece.length;
    if (sent < (MEGABYTES * MB * tenth) / 10) continue;
    const { rss, heap } = memory();
    onSample(
      `  ${reading} ${`${tenth * 10}`.padStart(3)} %   heap ${heap.toFixed(1).padStart(6)} MB   rss ${rss.toFixed(0).padStart(4)} MB`,
      rss,
    );
    tenth += 1;
  }
};

const residents = { claimed: 0 };
const key = Buffer.from('k');
for (const [name, kind, content] of FILES) {
  residents.claimed = 0;
  const before = memory();
  let [opened, chunks, heapAfterSurvey, highest] = [0, 0, 0, before.rss];
  const delivery = memoryDelivery({
    putChunk: async () => {
      chunks += 1;
    },
    putRejects: async () => {},
    queue: async () => {
      heapAfterSurvey = memory().heap;
    },
    // The test range has some 8,000 BSNs: each claim counts as another resident.
    residentIdOf: async () => (bsn) => {
      residents.claimed += 1;
      return pseudonymOf(key, 'bsn', `${bsn}${residents.claimed}`);
    },
  });
  const started = process.cpuUsage();
  console.info(
    `${name}, ${MEGABYTES} MB   (before: heap ${before.heap.toFixed(1)} MB, rss ${before.rss.toFixed(0)} MB)`,
  );
  await delivery.take(kind, async () => {
    opened += 1;
    const bytes = sampled(content(), opened === 1 ? 'survey' : 'cut   ', (line, rss) => {
      highest = Math.max(highest, rss);
      console.info(line);
    });
    return Readable.from(bytes);
  });
  const { user, system } = process.cpuUsage(started);
  const seconds = ((user + system) / 1e6).toFixed(1);
  const perResident = (((heapAfterSurvey - before.heap) * MB) / residents.claimed).toFixed(0);
  console.info(
    `  ${delivery.refusal() === undefined ? `taken: ${chunks} chunks` : `refused: ${delivery.refusal()}`}, ${seconds} s of CPU, at most ${highest.toFixed(0)} MB` +
      (residents.claimed > 0 && chunks > 0
        ? `; ${residents.claimed} residents, ${perResident} bytes of heap each`
        : ''),
  );
}
