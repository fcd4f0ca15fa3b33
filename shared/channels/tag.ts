import { stageName } from '#shared/domain/agenda.ts';

/** Which try of which notice a provider's event is about, in the characters that a tag may have. */
export const tagOf = (noticeId: string, attempt: number): string =>
  Buffer.from(`${noticeId}|${attempt}`, 'utf8').toString('base64url');

const OURS = new RegExp(`^(.+#.+#.+#(?:${stageName.options.join('|')}))\\|(\\d+)$`);

/** Reads a tag back; undefined when it is not one of ours. */
export const tryOfTag = (tag: string): { readonly noticeId: string; readonly attempt: number } | undefined => {
  const match = OURS.exec(Buffer.from(tag, 'base64url').toString('utf8'));
  return match ? { noticeId: match[1] as string, attempt: Number(match[2]) } : undefined;
};
