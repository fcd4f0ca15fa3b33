import * as z from 'zod';
import { type Entry, type EntryKey, noticeIdOf, type StageName } from '#shared/domain/agenda.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import { grouped } from './grouped.ts';

/** Entries as they are kept: service, about, occasion, stage, and then one line. The addressee's own are under `self`. */
const packed = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string()))));
export type PackedEntries = z.infer<typeof packed>;
export const isPacked = (value: unknown): value is PackedEntries => packed.safeParse(value).success;

const SELF = 'self';

/**
 * Every byte of the agenda table is read each day, and an item of over 1 KB costs two units to write: so an entry is kept as a
 * line that a person can still read, `claimed 2026-11-26 2026-12-26 version:7 to:parents`, and says nothing twice. Most are
 * claimed by the notice of their own key, which is left out.
 */
export const packEntries = (addresseeId: string, entries: readonly Entry[]): PackedEntries =>
  grouped(
    entries,
    ({ service }) => service,
    (ofService) =>
      grouped(
        ofService,
        ({ about }) => (about === addresseeId ? SELF : about),
        (ofAbout) =>
          grouped(
            ofAbout,
            ({ occasion }) => occasion,
            (stages) => Object.fromEntries(stages.map((entry) => [entry.stage, lineOf(entry)])),
          ),
      ),
  );

const lineOf = (entry: Entry): string => {
  const { from, until, state, notice, heed, version, handOver, reason, to } = entry;
  const named = {
    version,
    reason,
    handOver,
    to,
    heed: heed?.join(','),
    with: notice === undefined || notice === noticeIdOf(entry) ? undefined : partOf(notice, entry),
  };
  const words = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]));
  return [state, from, until, ...words].join(' ');
};

/** A message of several entries is of one service and stage: whom and what its key is about says which. */
const partOf = (notice: string, entry: Entry): string => {
  const { about, occasion, service, stage } = entryKeyOf(notice);
  if (service !== entry.service || stage !== entry.stage) return notice;
  return about === entry.about ? occasion : `${about}#${occasion}`;
};

const noticeOf = (part: string, key: EntryKey): string => {
  const words = part.split('#');
  if (words.length > 3) return part;
  const occasion = words.at(-1) as string;
  return noticeIdOf({ ...key, occasion, about: words.length === 1 ? key.about : words.slice(0, -1).join('#') });
};

/** The entries again, as raw values: whoever reads them has them checked by the schema. */
export const unpackEntries = (addresseeId: string, kept: PackedEntries): unknown[] =>
  Object.entries(kept).flatMap(([service, abouts]) =>
    Object.entries(abouts).flatMap(([about, occasions]) =>
      Object.entries(occasions).flatMap(([occasion, stages]) =>
        Object.entries(stages).map(([stage, line]) =>
          entryOf({ service, about: about === SELF ? addresseeId : about, occasion, stage: stage as StageName }, line),
        ),
      ),
    ),
  );

const entryOf = (key: EntryKey, line: string): unknown => {
  const [state, from, until, ...words] = line.split(' ');
  const {
    version,
    heed,
    with: part,
    ...named
  } = Object.fromEntries(words.map((word) => [word.slice(0, word.indexOf(':')), word.slice(word.indexOf(':') + 1)]));
  return {
    ...key,
    state,
    from,
    until,
    ...(version !== undefined && {
      version: Number(version),
      notice: part === undefined ? noticeIdOf(key) : noticeOf(part, key),
    }),
    ...named,
    ...(heed !== undefined && { heed: heed.split(',') }),
  };
};
