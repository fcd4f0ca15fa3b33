type Token = { readonly tag: string } | { readonly text: string };

const TAG = /^<(?:!doctype html|\/[a-z][a-z0-9]*|[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*)>/;
const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/**
 * Reads HTML as strictly as ours is written: tags in small letters with attributes in double quotation marks, and text in
 * which every `<`, `>`, `&` and `"` is written as a character reference. The style of a page counts as text.
 * @throws at the first thing that is neither: something came through that was not escaped
 */
export const htmlTokens = (html: string): Token[] => {
  const tokens: Token[] = [];
  for (let rest = html; rest !== ''; ) {
    const tag = TAG.exec(rest)?.[0];
    const text = tag === undefined ? (/^[^<]+/.exec(rest)?.[0] ?? '') : '';
    if (tag === undefined && text === '') throw new Error(`no tag of ours: ${rest.slice(0, 60)}`);
    const stray = /[>"]|&(?!(?:amp|lt|gt|quot|#39);)/.exec(text)?.[0];
    if (stray !== undefined) throw new Error(`not escaped: ${stray} in ${text.slice(0, 60)}`);
    tokens.push(
      tag !== undefined ? { tag } : { text: text.replace(/&[a-z#0-9]+;/g, (each) => CHARACTERS[each] as string) },
    );
    rest = rest.slice((tag ?? text).length);
  }
  return tokens;
};

/** The texts of a page with something in them, in order. */
export const textsOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => ('text' in token && token.text.trim() !== '' ? [token.text] : []));
export const tagsOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => ('tag' in token ? [token.tag] : []));
