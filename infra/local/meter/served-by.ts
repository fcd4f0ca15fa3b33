import * as z from 'zod';
import type { Subject } from './units.ts';

const message = z.object({
  noticeId: z.string().optional(),
  candidates: z.array(z.object({ entries: z.array(z.string()) })).optional(),
  mail: z.object({ tags: z.object({ notice: z.array(z.string()).optional() }) }).optional(),
  context: z.object({ notice: z.string().optional() }).optional(),
});

/** The notices that a message on a queue is about: a doorbell's, those of a pack of candidates, a provider event's. */
export const servedBy = (body: string): Subject[] => {
  const { noticeId, candidates = [], mail, context } = message.safeParse(parsed(body)).data ?? {};
  const tagged = noticeIn(mail?.tags.notice?.[0] ?? context?.notice ?? '');
  return [noticeId, tagged, ...candidates.flatMap(({ entries }) => entries)].flatMap((id) =>
    id === undefined ? [] : [`notice ${id}` as const],
  );
};

/** What a tag says, whoever made it: for a bill that is all there is to know. */
const noticeIn = (tag: string): string | undefined =>
  /^(.+#.+)\|\d+-\d+/.exec(Buffer.from(tag, 'base64url').toString('latin1'))?.[1];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
