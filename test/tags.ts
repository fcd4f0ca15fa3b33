import { type Try, tagOf, tryOfTag } from '#shared/channels/tag.ts';

/** A key of tags for tests, and another one's. */
export const TAG_KEY = Buffer.alloc(32, 7);
export const ANOTHER_KEY = Buffer.alloc(32, 8);

/** The tag of a try under the tests' key: the first one of a builder's notice, unless told otherwise. */
export const aTag = (noticeId: string, over: Partial<Omit<Try, 'noticeId'>> = {}): string =>
  tagOf(TAG_KEY, { decidedOn: 3, attempt: 1, ...over, noticeId });

export const readTag = async (tag: string): Promise<Try | undefined> => tryOfTag(TAG_KEY, tag);
