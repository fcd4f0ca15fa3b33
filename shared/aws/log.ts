type Value = string | number | boolean | readonly string[] | Readonly<Record<string, number>>;

/** One JSON line of ids, reasons and counts. Never a name, an address or a number of a person. */
export const log = (msg: string, fields: Readonly<Record<string, Value | undefined>> = {}): void =>
  console.info(JSON.stringify({ msg, ...fields }));
