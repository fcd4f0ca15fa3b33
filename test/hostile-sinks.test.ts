import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { copyOf } from '#functions/dispatch/copy.ts';
import { log } from '#shared/aws/log.ts';
import { addresseeOf } from '#shared/domain/addressing.ts';
import { aNotice, at, on } from '#test/builders.ts';
import { hostileNames, residentNamed } from '#test/hostile-names.ts';

const NAMES = 10_000;
const names = hostileNames(NAMES);
const info = console.info;
afterEach(() => {
  console.info = info;
});

it(`a log line stays one line, and reads as what was said, with ${NAMES} hostile names`, () => {
  // Names are never logged. What a deliverer called a file is, and a file may be called anything.
  const lines: string[] = [];
  console.info = (line: string) => void lines.push(line);
  for (const name of names) log('delivery-refused', { delivery: name, reason: 'the name says no kind and date' });
  console.info = info;
  expect(lines).toHaveLength(NAMES);
  for (const [nth, line] of lines.entries()) {
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line)) throw new Error('a line that is more than one, or turns');
    expect(JSON.parse(line)).toEqual({
      msg: 'delivery-refused',
      delivery: names[nth],
      reason: 'the name says no kind and date',
    });
  }
  info(`hostile names in log lines: ${NAMES}`);
});

it(`the copy of a message, and with it notices.ndjson, is one line that reads back, with ${NAMES} hostile names`, () => {
  for (const [nth, name] of names.entries()) {
    const addressee = addresseeOf(residentNamed(name, nth), 'Ede');
    if (!addressee) continue;
    const { key, body } = copyOf({
      notice: aNotice(),
      parts: [],
      text: { subject: 'Uw paspoort verloopt', blocks: [] },
      short: 'Uw reisdocument verloopt',
      addressee,
      documents: [],
      subjects: ['resident-a'],
      occasions: ['PN-one'],
      service: 'travel-document-expiry',
      today: on('2026-11-24'),
      seen: 'seen',
      readAt: at('2026-11-24T09:05:00.000Z'),
    });
    if (body.includes('\n') || !/^copies\/[0-9a-f]{32}\/[\w-]+\.json$/.test(key)) throw new Error(`no line: ${key}`);
    expect(JSON.parse(body)).toMatchObject({ addressee: { name: addressee.name }, text: `${addressee.salutation},` });
  }
});

/** The sink that is not there. Should one come, its names need an encoder of their own (ASVS 1.2.10) and a test here. */
it('one file writes CSV, for the worklist: the others are read, or invented to be read', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const naming = ['functions', 'infra', 'shared'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith('.ts') && /csv/i.test(readFileSync(root + file, 'utf8'))),
  );
  expect(naming.sort()).toEqual([
    'functions/intake/delivery-name.ts',
    'functions/print-report/take-report.ts',
    'infra/local/arguments.ts',
    'infra/local/invented-persons.ts',
    'infra/local/invented/lo3-csv.ts',
    'infra/local/invented/person.ts',
    'infra/local/run-locally.ts',
    'infra/local/write-out.ts',
    'infra/ops/commands/work.ts',
    'infra/ops/preview/preview.ts',
    'shared/domain/csv.ts',
    'shared/domain/work-csv.ts',
    'shared/registers/row-splitter.ts',
  ]);
});
