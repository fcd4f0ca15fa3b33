type Part = { readonly head: ReadonlyMap<string, string>; readonly body: string };

/** Reads a mail as a mail reader does, as far as ours go: headers unfolded and decoded, and the parts of a multipart. */
export const readMime = (raw: Uint8Array): { readonly head: ReadonlyMap<string, string>; readonly parts: Part[] } => {
  const text = Buffer.from(raw).toString('latin1');
  const head = headIn(text);
  const boundary = /boundary="([^"]+)"/.exec(head.get('content-type') ?? '')?.[1];
  const parts = text.split(`--${boundary}`).slice(1, -1);
  return { head, parts: parts.map((part) => partIn(part.replace(/^\r\n/, ''))) };
};

const headIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    (text.split('\r\n\r\n')[0] ?? '')
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decodedWords(line.slice(line.indexOf(':') + 2))]),
  );

const partIn = (text: string): Part => {
  const head = headIn(text);
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  const encoding = head.get('content-transfer-encoding');
  const bytes =
    encoding === 'base64' ? Buffer.from(body, 'base64') : encoding === 'quoted-printable' ? unquoted(body) : body;
  return { head, body: Buffer.from(bytes as string, 'latin1').toString('utf8') };
};

const unquoted = (text: string): string =>
  text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** RFC 2047: `=?UTF-8?Q?Zo=C3=AB?=`. */
const decodedWords = (text: string): string =>
  text
    .replace(/\?= (?==\?)/g, '?=')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : Buffer.from(unquoted(word.replaceAll('_', ' ')), 'latin1').toString('utf8'),
    );
