type Value = string | number | boolean | readonly string[] | Readonly<Record<string, number>>;

/** One JSON line of ids, reasons and counts. Never a name, an address or a number of a person. */
export const log = (msg: string, fields: Readonly<Record<string, Value | undefined>> = {}): void =>
  console.info(JSON.stringify({ msg, ...fields }).replace(UNSEEN, escaped));

/** What may turn, end or colour a line where it is looked at. JSON escapes the rest itself. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
