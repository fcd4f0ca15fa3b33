import { FileRefused } from './file-refused.ts';

const AGAIN = 'save it as UTF-8 and deliver it again';
const LF = 0x0a;
/** What spreadsheets and Windows call Unicode. */
const UTF16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * The text of UTF-8 bytes, without a byte order mark.
 * @throws FileRefused when they are in another encoding (it says in which, as far as can be told, and on which line), or no text
 */
export const decoded = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let isFirstLine = true;
  for await (const piece of bytes) {
    if (isFirstLine && isUtf16(piece)) throw new FileRefused(`it is UTF-16, and UTF-8 is needed: ${AGAIN}`);
    const nul = piece.indexOf(0);
    if (nul >= 0)
      throw new FileRefused(`line ${line + lineEnds(piece.subarray(0, nul))} holds a NUL byte: this is no text file`);
    const text = orElse(
      () => utf8.decode(piece, { stream: true }),
      () => notUtf8(piece, line),
    );
    if (isFirstLine) isFirstLine = isStillFirstLine(text);
    line += lineEnds(piece);
    yield text;
  }
  yield orElse(
    () => utf8.decode(),
    () => `line ${line} ends in the middle of a character: the file was cut off, or it is not UTF-8`,
  );
};

const orElse = (decode: () => string, why: () => string): string => {
  try {
    return decode();
  } catch {
    throw new FileRefused(why());
  }
};

const lineEnds = (bytes: Uint8Array): number => {
  let count = 0;
  for (const byte of bytes) if (byte === LF) count += 1;
  return count;
};

/** By its byte order mark, or because every other byte of what it begins with is NUL. */
const isUtf16 = (piece: Uint8Array): boolean => {
  if (UTF16.some(([first, second]) => piece[0] === first && piece[1] === second)) return true;
  const nuls = [...piece.subarray(0, 64)].flatMap((byte, index) => (byte === 0 ? [index % 2] : []));
  return nuls.length > 16 && new Set(nuls).size === 1;
};

/** False once the first line ended. It tells what the lines end in, before anything else is made of them. */
const isStillFirstLine = (text: string): boolean => {
  const end = text.indexOf('\n');
  if (/\r[^\n]/.test(end < 0 ? text : text.slice(0, end + 1)))
    throw new FileRefused('its lines end in CR alone, as on old Macs: save it with LF or CRLF and deliver it again');
  return end < 0;
};

const SEQUENCES =
  /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{3}/g;
/** Half a pair of surrogates, put as if it were a character: what some programs write for an emoji that they cut in two. */
const SURROGATE = /\xed[\xa0-\xbf][\x80-\xbf]/;

/**
 * Why a piece is not UTF-8. In Windows-1252 and Latin-1, which cannot be told apart by Dutch names, a letter with an accent
 * is one byte among letters; what anything else is cannot be said.
 */
const notUtf8 = (piece: Uint8Array, from: number): string => {
  const lines = Buffer.from(piece).toString('latin1').split('\n');
  // The first line of a piece may begin within a character.
  const odd = lines.map((text, index) => oddBytes(index === 0 ? text.replace(/^[\x80-\xbf]{1,3}/, '') : text));
  const at = odd.findIndex((bytes) => bytes !== '');
  const [text = '', bytes = ''] = [lines[at], odd[at]];
  const isText = !SURROGATE.test(bytes) && !/\p{Cc}/u.test(text.replace(/[\x80-\xff\t\r]/g, ''));
  return isText && bytes !== '' && bytes.length * 4 < text.length
    ? `it is not UTF-8 but probably Windows-1252 or Latin-1, see line ${from + at}: ${AGAIN}`
    : `it is not UTF-8, see line ${from + Math.max(0, at)}: ${AGAIN}`;
};

const oddBytes = (text: string): string => text.replace(SEQUENCES, '').replace(/[^\x80-\xff]/g, '');
