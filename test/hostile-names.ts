import { seeded } from '#infra/local/invented/random.ts';
import type { ResidentRecord } from '#shared/domain/person.ts';
import { aRecord } from './builders.ts';

/** What is meant for one sink or another: each comes alone, within a name, and with others. */
const PAYLOADS = [
  // HTML
  ...[
    '<script>alert(1)</script>',
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '</title><svg/onload=alert(1)>',
  ],
  ...[
    '</p></main></body></html>',
    '<!--',
    '-->',
    '<![CDATA[',
    '&lt;b&gt;',
    '&#x3c;b&#x3e;',
    '&amp',
    '&',
    '<',
    '>',
    '"',
    "'",
    '`',
    '<b',
    'a<b>c</b>',
  ],
  // Headers and mail
  ...[
    '\r\nBcc: evil@example.org',
    '\nBcc: evil@example.org',
    '\rBcc: evil@example.org',
    '\r\n\r\n<b>body</b>',
    '%0d%0aBcc: x',
  ],
  ...[
    '" <evil@example.org>, "',
    '<evil@example.org>',
    'evil@example.org',
    ', evil@example.org',
    ';',
    '=?UTF-8?Q?evil?=',
    '=?UTF-8?B?ZXZpbA==?=',
    '\\',
    '\\"',
    '(comment)',
    '\r\n.\r\n',
    '=0D=0A',
    '=',
  ],
  // Templates, logs, shells, tables of figures
  ...[
    '$' + '{x}',
    '$' + '{7*7}',
    '{{x}}',
    '{{constructor.constructor()}}',
    '<%= x %>',
    '#{x}',
    '%s%n',
    '%d',
    '$&',
    '$1',
    "$'",
    '{"msg":"notice-sent"}',
    '\n{"msg":"forged"}',
    '\u001b[31m',
    '\u0007',
    '\b\b\b',
  ],
  ...[
    "=cmd|' /C calc'!A0",
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '=HYPERLINK("http://evil.example")',
    "'; DROP TABLE residents; --",
    '../../etc/passwd',
    '$(reboot)',
    '|ls',
  ],
  // Words that mean something to a program, and are names to somebody
  ...[
    'null',
    'Null',
    'undefined',
    'NaN',
    '[object Object]',
    'true',
    'Infinity',
    '01-01-1900',
    '__proto__',
    'constructor',
    'toString',
    '0',
    '.',
  ],
  // Characters
  ...[
    '🙂',
    '👩‍👩‍👧‍👦',
    '🇳🇱',
    '\u202eevil\u202c',
    '\u2066x\u2069',
    '\u200f',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\0',
    '\ud800',
    '\udc00',
    '\ud800x',
    '\ufffe',
    '\uffff',
    '\ufffd',
    '\ue000',
  ],
  ...[
    '\u2028',
    '\u2029',
    '\u0085',
    '\u00a0',
    '\t',
    '\v',
    '\u3000',
    'محمد',
    'Анна',
    '王',
    'Ł',
    'Łódź',
    'ß',
    'ı',
    'İ',
    'ĳ',
    'Ĳ',
    'ﬁ',
    'ﬂ',
    'ﬃ',
    'fi',
    'ffi',
    'fl',
    'ﷺ',
    '１２',
    'Ⅷ',
    '½',
  ],
  ...[
    'C\u0327elik',
    'A\u030a',
    'o\u0308\u0304',
    'Z\u0351\u036b\u0343\u036a\u0302',
    '\u0301',
    'q\u0307\u0323',
    'ệ',
    'Ǖ',
    'Đorđević',
    'Şahin',
    'Ğöksu',
    'Øyen',
    'Þór',
    'Æ',
    'œ',
    'ŉ',
    'ǰ',
    '’s',
    '‘t',
    "'t",
    '–',
    '…',
    '€',
    '¿',
    '?',
  ],
  ...['µ', '\u034f', '\u3164', '\uffa0', '\ufe0f', '\u{e0100}', '\u{e0041}', '\u{1d400}'],
  'x'.repeat(5000),
  '<'.repeat(5000),
  '\u0301'.repeat(300),
  `${'van '.repeat(1250)}`,
] as const;
const ORDINARY = [
  'Bakker',
  'Visser',
  'van der Meulen',
  'Çelik',
  'de Vries-Jansen',
  'Groenewoud tot Schoonderloo',
  "O'Neill",
] as const;

/** Names that no two are the same of, each of them somebody's who means harm or whom a program treats badly. */
export const hostileNames = (count: number, seed = 20261124): string[] => {
  const random = seeded(seed);
  const made = new Set<string>(PAYLOADS);
  /** Any character there is, those that are none among them. */
  const anything = () =>
    Array.from({ length: random.between(1, 12) }, () =>
      random.chance(0.5)
        ? String.fromCharCode(random.between(0, 0x24f))
        : String.fromCodePoint(random.between(0, random.chance(0.5) ? 0xffff : 0x10ffff)),
    ).join('');
  const ways: readonly (() => string)[] = [
    () => `${random.pick(ORDINARY)}${random.pick(PAYLOADS)}`,
    () => `${random.pick(PAYLOADS)} ${random.pick(ORDINARY)}`,
    () => `${random.pick(ORDINARY)} ${random.pick(PAYLOADS)}${random.pick(PAYLOADS)}-${random.pick(ORDINARY)}`,
    () => `${random.pick(PAYLOADS)}${random.pick(PAYLOADS)}`,
    () => {
      const name = random.pick(ORDINARY);
      const at = random.between(0, name.length);
      return name.slice(0, at) + random.pick(PAYLOADS) + name.slice(at);
    },
    anything,
    () => `${random.pick(ORDINARY)}${anything()}`,
  ];
  while (made.size < count) made.add(random.pick(ways)());
  return [...made].slice(0, count);
};

/** Somebody with this name in one place or another of the register, past what intake lets through. */
export const residentNamed = (name: string, nth: number): ResidentRecord => {
  const record = aRecord();
  const { person } = record;
  const places: readonly Partial<ResidentRecord>[] = [
    { person: { ...person, surname: name } },
    { person: { ...person, surname: name, sex: 'O' } },
    { person: { ...person, given: name } },
    { person: { ...person, given: name, surname: name, prefix: name, sex: 'M' } },
    { person: { ...person, prefix: name } },
    { person: { ...person, nameUse: 'V' }, partner: { surname: name } },
    { person: { ...person, surname: name, nameUse: 'N' }, partner: { prefix: name, surname: name } },
  ];
  return { ...record, ...places[nth % places.length] };
};

/** What must never stand where a name should: the marks of a value that was not there. */
export const HALF_FILLED = /undefined|null|NaN|\[object|Infinity/i;
