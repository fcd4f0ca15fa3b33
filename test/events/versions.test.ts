import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { versions } from '#events/versions.ts';

const FOLDER = new URL('../../events/', import.meta.url);
/** What AWS tells us: without a version of ours. */
const OF_AWS = ['delivery', 'provider-event'];

type Reader = z.ZodType & { readonly numbers?: readonly number[] };
const events = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts') && file !== 'versions.ts')
  .map((file) => file.replace('.ts', ''));
const readers = new Map<string, Reader>();
for (const event of events) {
  const module = (await import(`#events/${event}.ts`)) as Record<string, Reader>;
  const [, reader] = Object.entries(module).find(([name]) => name.endsWith('Event')) ?? [];
  if (reader) readers.set(event, reader);
}
const readerOf = (event: string) => readers.get(event) as Reader;

/** `candidates.v1.json`, `evaluate.v1.backfill.json`, `provider-event.text.json`. */
const examples = readdirSync(new URL('examples/', FOLDER)).map((file) => {
  const [event = '', ...words] = file.replace(/\.json$/, '').split('.');
  const version = words.flatMap((word) => /^v(\d+)$/.exec(word)?.[1] ?? []).map(Number)[0];
  return { file, event, version, message: JSON.parse(readFileSync(new URL(`examples/${file}`, FOLDER), 'utf8')) };
});

describe('what functions tell each other', () => {
  it('is read by a schema, and all of it but what AWS makes has a version', () => {
    expect([...readers.keys()]).toEqual(events);
    expect(events.filter((event) => !readerOf(event).numbers).sort()).toEqual(OF_AWS);
  });

  it.each(events.filter((event) => !OF_AWS.includes(event)))('has an example of every version of %s', (event) => {
    const shown = new Set(examples.filter((one) => one.event === event).map(({ version }) => version));
    expect((readerOf(event).numbers as number[]).filter((number) => !shown.has(number))).toEqual([]);
  });

  it.each(OF_AWS)('has an example of %s', (event) => {
    expect(examples.filter((one) => one.event === event && one.version === undefined)).not.toEqual([]);
  });

  it.each(examples)('$file: is read, or left for the dead letters when its version is none of ours', (example) => {
    const { event, version, message } = example;
    const { numbers } = readerOf(event);
    expect(message.v).toBe(version);
    expect(readerOf(event).safeParse(message).success).toBe(!numbers || numbers.includes(version as number));
  });

  it.each(examples.filter(({ version }) => version !== undefined))(
    '$file: is read by its version alone: another one, or none, is not',
    ({ event, message }) => {
      for (const v of [99, 0, '1', undefined])
        expect(readerOf(event).safeParse({ ...message, v }).success, `${v}`).toBe(false);
    },
  );
});

describe('an event of two versions', () => {
  const reader = versions(z.object({ v: z.literal(4), name: z.string() }), {
    previous: z.object({ v: z.literal(3), title: z.string() }),
    upgrade: ({ title }) => ({ v: 4 as const, name: title }),
  });

  it('is read from both as the current one says it', () => {
    expect(reader.numbers).toEqual([4, 3]);
    expect(reader.parse({ v: 4, name: 'a' })).toEqual({ v: 4, name: 'a' });
    expect(reader.parse({ v: 3, title: 'a' })).toEqual({ v: 4, name: 'a' });
  });

  it.each([
    { v: 3, name: 'a' },
    { v: 4, title: 'a' },
    { v: 5, name: 'a' },
    { v: 2, title: 'a' },
  ])('is not read from %o', (message) => expect(reader.safeParse(message).success).toBe(false));

  it('cannot be without a version', () => {
    expect(() => versions(z.object({ v: z.number() }))).toThrow('without its version');
  });
});

describe('what was told before dispatch knew of decisions', () => {
  it('rings for whichever decision stands', () => {
    const noticeId = 'r#s#o#notice';
    expect(readerOf('dispatch').parse({ v: 1, noticeId })).toEqual({ v: 2, noticeId, decidedOn: undefined });
  });
});
