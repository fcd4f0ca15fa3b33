import * as z from 'zod';
import type { getObject, listObjects } from '#shared/aws/objects.ts';
import { channel } from '#shared/domain/agenda.ts';
import type { Instant } from '#shared/domain/dates.ts';
import { notice } from '#shared/domain/notice.ts';

/** Where dispatch keeps what it is about to send: a folder for each notice, an object for each try. */
export const COPIES = 'copies/';

/** What a copy says of its notice at that try: all that a restored table would need to know of it. */
export const copied = notice
  .pick({
    noticeId: true,
    attempt: true,
    addresseeId: true,
    decidedOn: true,
    expires: true,
    serviceHash: true,
    evidence: true,
    /** The entries that the message spoke for. */
    parts: true,
    batch: true,
    letterId: true,
    /** When the records were read: the send, or the making of the letter, came within half a minute. */
    at: true,
    ttl: true,
  })
  .extend({ channel });
export type Copied = z.infer<typeof copied>;

const copy = z.looseObject({ notice: copied });

export const copies = (objects: {
  readonly get: ReturnType<typeof getObject>;
  readonly list: ReturnType<typeof listObjects>;
}) => ({
  /** Keys of the copies put since an instant, in groups of one notice. */
  since: async (from: Instant): Promise<string[][]> => {
    const folders = new Map<string, string[]>();
    for await (const { key, at } of objects.list(COPIES)) {
      if (at < from || !key.endsWith('.json')) continue; // beside some lies the mail itself
      const folder = key.slice(0, key.lastIndexOf('/'));
      folders.set(folder, [...(folders.get(folder) ?? []), key]);
    }
    return [...folders.values()];
  },

  /** What a copy says of its notice; undefined when it does not say it (copies from before they did). */
  get: async (key: string): Promise<Copied | undefined> => {
    const bytes = await objects.get(key);
    if (!bytes) throw new Error(`there is no copy under ${key}`);
    return copy.safeParse(jsonIn(bytes)).data?.notice;
  },
});
export type Copies = ReturnType<typeof copies>;

const jsonIn = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
};
