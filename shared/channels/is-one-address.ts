/**
 * Whether a text is one e-mail address and nothing else: no list, no name beside it, no line break that would begin a
 * header. Not a judgement of whether it exists.
 */
export const isOneAddress = (text: string): boolean => /^[^\s,;:<>()"@]{1,64}@[^\s,;:<>()"@]{1,255}$/.test(text);
