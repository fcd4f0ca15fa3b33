import * as z from 'zod';
import { tryOfTag } from '#shared/channels/tag.ts';
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
  const tagged = tryOfTag(mail?.tags.notice?.[0] ?? context?.notice ?? '')?.noticeId;
  return [noticeId, tagged, ...candidates.flatMap(({ entries }) => entries)].flatMap((id) =>
    id === undefined ? [] : [`notice ${id}` as const],
  );
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
