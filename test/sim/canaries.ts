/**
 * Looks for personal data where none may be. Everything personal in the simulated town is made with one of these stems, so that
 * one look at a line finds any of it, also when it is encoded, spelled otherwise or cut in pieces.
 */
const WORDS = ['qxvoornaam', 'qxachter', 'qxstraat', 'qxpost', 'qxdocument'];
/** Mobile numbers, BSNs of the test range and A-numbers, each by itself: in a hash any six digits come together some time. */
const NUMBERS = ['316127\\d{5}', '06127\\d{5}', '0000\\d{5}', '9988\\d{6}'];
/** Keys that tags and pseudonyms are made with. */
const SECRETS = ['(?:a5){16}', '(?:3c){16}', '(?:7e){16}'];

const PLAIN = new RegExp(
  [...WORDS, ...SECRETS, ...NUMBERS.map((number) => `(?<![\\da-f])${number}(?![\\da-f])`)].join('|'),
  'i',
);
const SPELLED = new RegExp(WORDS.join('|'), 'i');

/** What is wrong with a line: the canary that is in it, and in which form. Nothing when there is none. */
export const canaryIn = (line: string): string | undefined => {
  const plain = PLAIN.exec(line);
  if (plain) return `${plain[0]} as it is`;
  for (const [form, text] of formsOf(line)) {
    const found = (form === 'in pieces' ? SPELLED : PLAIN).exec(text);
    if (found) return `${found[0]} ${form}`;
  }
  return undefined;
};

function* formsOf(line: string): Generator<readonly [form: string, text: string]> {
  if (line.includes('\\')) yield ['escaped', unescaped(line)];
  if (line.includes('%'))
    yield [
      'percent-encoded',
      line.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16))),
    ];
  yield ['in pieces', bare(line)];
  yield ['as digits in groups', line.replace(/(?<=\d)[ .()-]+(?=\d)/g, '')];
  for (const [token] of line.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g)) {
    for (const shift of [0, 1, 2, 3]) {
      const text = Buffer.from(token.slice(shift), 'base64').toString('utf8');
      yield ['in base64', text];
      yield ['in base64 and in pieces', text];
    }
    if (/^[0-9a-f]+$/i.test(token)) yield ['in hexadecimal', Buffer.from(token, 'hex').toString('utf8')];
  }
}

const unescaped = (line: string): string =>
  line.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Letters and digits alone, without accents: what is left of a name that was spread out or spelled with signs. */
const bare = (line: string): string => line.normalize('NFKD').replace(/[^a-z0-9]/gi, '');

/** Counts what was looked at, and keeps what was found. */
export const canaryScan = () => {
  const found: string[] = [];
  let lines = 0;
  return {
    look: (where: string, text: string): void => {
      for (const line of text.split('\n')) {
        lines += 1;
        const canary = canaryIn(line);
        if (canary) found.push(`I9 ${where}: ${canary}`);
      }
    },
    lines: () => lines,
    found,
  };
};
