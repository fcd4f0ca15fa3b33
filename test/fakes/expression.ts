import { isDeepStrictEqual } from 'node:util';
import { copyOf } from './copy-of.ts';
import { refused } from './refused.ts';

/** An item as the document client has it. */
export type Item = Record<string, unknown>;

/** What `#name` and `:value` stand for in one request. */
export type Given = {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
};

type Value = (item: Item | undefined, given: Given) => unknown;
export type Condition = (item: Item | undefined, given: Given) => boolean;
type Update = {
  /** The attributes that it changes, as they are written in it. */
  readonly paths: readonly string[];
  /** Changes the item in place. */
  readonly change: (item: Item, given: Given) => void;
};

const TOKEN = /\s*(<>|<=|>=|[(),=<>+-]|[#:]?[A-Za-z0-9_]+)/y;

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`cannot read the expression ${text}`);
    tokens.push(match[1] as string);
  }
  return tokens;
};

/** Reads tokens one by one. Words of the language are compared without regard to case, as DynamoDB does. */
const reader = (text: string) => {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = (ahead = 0): string => tokens[at + ahead] ?? '';
  const take = (): string => {
    if (at >= tokens.length) throw new Error(`the expression ends too soon: ${text}`);
    at += 1;
    return tokens[at - 1] as string;
  };
  const isNext = (word: string): boolean => peek().toUpperCase() === word.toUpperCase();
  const skip = (word: string): void => {
    if (!isNext(word)) throw new Error(`${word} was expected at ${peek()} in ${text}`);
    at += 1;
  };
  const optional = (word: string): boolean => {
    if (!isNext(word)) return false;
    at += 1;
    return true;
  };
  return { peek, take, isNext, skip, optional, isDone: () => at >= tokens.length };
};
type Reader = ReturnType<typeof reader>;

const remembered = <T>(read: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = read(text);
    known.set(text, made);
    return made;
  };
};

/** The `#names` and `:values` in an expression. */
export const wordsIn = remembered((text): readonly string[] => text.match(/[#:]\w+/g) ?? []);

export const nameIn = (token: string, { names }: Given): string => {
  if (!token.startsWith('#')) return token;
  const name = names?.[token];
  if (name === undefined) throw new Error(`the name ${token} is not given`);
  return name;
};

const valueIn = (token: string, { values }: Given): unknown => {
  if (values === undefined || !(token in values)) throw new Error(`the value ${token} is not given`);
  return values[token];
};

/** A path, a value, `if_not_exists(path, …)`, `size(path)`, and sums of these. */
const readValue = (tokens: Reader): Value => {
  const first = readTerm(tokens);
  if (!tokens.isNext('+') && !tokens.isNext('-')) return first;
  const sign = tokens.take() === '+' ? 1 : -1;
  const second = readTerm(tokens);
  return (item, given) => numberOf(first(item, given)) + sign * numberOf(second(item, given));
};

const numberOf = (value: unknown): number => {
  if (typeof value !== 'number') throw refused('ValidationException', 'An operand has an incorrect data type');
  return value;
};

const readTerm = (tokens: Reader): Value => {
  const token = tokens.take();
  if (token.startsWith(':')) return (_, given) => valueIn(token, given);
  if (tokens.peek() !== '(') return (item, given) => item?.[nameIn(token, given)];
  tokens.skip('(');
  if (token.toLowerCase() === 'list_append') return readAppended(tokens);
  const path = tokens.take();
  if (token.toLowerCase() === 'size') {
    tokens.skip(')');
    return (item, given) => sizeOf(item?.[nameIn(path, given)]);
  }
  tokens.skip(',');
  const other = readValue(tokens);
  tokens.skip(')');
  if (token.toLowerCase() === 'if_not_exists')
    return (item, given) => {
      const known = item?.[nameIn(path, given)]; // null is a value like any other
      return known === undefined ? other(item, given) : known;
    };
  throw new Error(`${token} is not known`);
};

const readAppended = (tokens: Reader): Value => {
  const list = readTerm(tokens);
  tokens.skip(',');
  const more = readTerm(tokens);
  tokens.skip(')');
  return (item, given) => [...(list(item, given) as unknown[]), ...(more(item, given) as unknown[])];
};

const sizeOf = (value: unknown): number | undefined => {
  if (value instanceof Set) return value.size;
  if (Array.isArray(value) || typeof value === 'string' || value instanceof Uint8Array) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
};

/** Of the same kind and the same, to the depth of lists and maps. What is not there equals nothing. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b && a !== undefined;
  return isDeepStrictEqual(copyOf(a), copyOf(b));
};

/** Which comes first, as a sign; undefined for what is not there or of another kind than what is asked for. */
const orderOf = (value: unknown, asked: unknown): number | undefined => {
  if (value instanceof Uint8Array && asked instanceof Uint8Array) return Buffer.compare(value, asked);
  const isOrdered = typeof asked === 'number' || typeof asked === 'string' || asked instanceof Uint8Array;
  if (asked !== undefined && !isOrdered) throw refused('ValidationException', 'Incorrect operand type for operator');
  if (typeof value !== typeof asked || value === undefined || typeof value === 'object') return undefined;
  return value === asked ? 0 : (value as string) < (asked as string) ? -1 : 1;
};

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const readOr = (tokens: Reader): Condition => {
  const parts = [readAnd(tokens)];
  while (tokens.optional('OR')) parts.push(readAnd(tokens));
  return parts.length === 1 ? (parts[0] as Condition) : (item, given) => parts.some((part) => part(item, given));
};

const readAnd = (tokens: Reader): Condition => {
  const parts = [readOne(tokens)];
  while (tokens.optional('AND')) parts.push(readOne(tokens));
  return parts.length === 1 ? (parts[0] as Condition) : (item, given) => parts.every((part) => part(item, given));
};

const readOne = (tokens: Reader): Condition => {
  if (tokens.optional('NOT')) {
    const inner = readOne(tokens);
    return (item, given) => !inner(item, given);
  }
  if (tokens.optional('(')) {
    const inner = readOr(tokens);
    tokens.skip(')');
    return inner;
  }
  const asked = tokens.peek().toLowerCase();
  if (asked === 'attribute_exists' || asked === 'attribute_not_exists') return readPresence(tokens, asked);
  if (asked === 'begins_with') return readBegin(tokens);
  return readComparison(tokens);
};

const readPresence = (tokens: Reader, asked: string): Condition => {
  tokens.take();
  tokens.skip('(');
  const path = tokens.take();
  tokens.skip(')');
  const isWanted = asked === 'attribute_exists';
  return (item, given) => (item?.[nameIn(path, given)] !== undefined) === isWanted;
};

const readBegin = (tokens: Reader): Condition => {
  tokens.take();
  tokens.skip('(');
  const path = tokens.take();
  tokens.skip(',');
  const start = tokens.take();
  tokens.skip(')');
  return (item, given) => {
    const [value, asked] = [item?.[nameIn(path, given)], valueIn(start, given)];
    if (typeof asked !== 'string') throw refused('ValidationException', 'begins_with is for text here');
    return typeof value === 'string' && value.startsWith(asked);
  };
};

const readComparison = (tokens: Reader): Condition => {
  const left = readValue(tokens);
  if (tokens.optional('IN')) {
    tokens.skip('(');
    const options = [readValue(tokens)];
    while (tokens.optional(',')) options.push(readValue(tokens));
    tokens.skip(')');
    return (item, given) => options.some((option) => isSame(option(item, given), left(item, given)));
  }
  const sign = tokens.take();
  const right = readValue(tokens);
  if (sign === '=') return (item, given) => isSame(left(item, given), right(item, given));
  // As in DynamoDB, what is not there differs from everything.
  if (sign === '<>') return (item, given) => !isSame(left(item, given), right(item, given));
  const compare = COMPARE[sign];
  if (!compare) throw new Error(`${sign} is not known`);
  return (item, given) => {
    const order = orderOf(left(item, given), right(item, given));
    return order !== undefined && compare(order);
  };
};

/** A condition, filter or key condition, read once for each text. */
export const conditionOf = remembered((text): Condition => {
  const tokens = reader(text);
  const condition = readOr(tokens);
  if (!tokens.isDone()) throw new Error(`${tokens.peek()} was not expected in ${text}`);
  return condition;
});

/** The names that a projection asks for. */
export const projectionOf = remembered((text) => text.split(',').map((each) => each.trim()));

/** Works out a change on the item as it was before all of the update, to be made afterwards. */
type Change = (before: Item | undefined, given: Given) => (item: Item) => void;
type Clause = (path: string, tokens: Reader) => Change;

const set: Clause = (path, tokens) => {
  tokens.skip('=');
  const value = readValue(tokens);
  return (before, given) => {
    const next = value(before, given);
    if (next === undefined) throw refused('ValidationException', 'The expression refers to what is not in the item');
    return (item) => {
      item[nameIn(path, given)] = next;
    };
  };
};

const remove: Clause = (path) => (_, given) => (item) => {
  delete item[nameIn(path, given)];
};

const add: Clause = (path, tokens) => {
  const value = readTerm(tokens);
  return (before, given) => {
    const next = sumOf(before?.[nameIn(path, given)], value(before, given));
    return (item) => {
      item[nameIn(path, given)] = next;
    };
  };
};

const sumOf = (known: unknown, more: unknown): number | Set<unknown> => {
  if (!(more instanceof Set)) return (known === undefined ? 0 : numberOf(known)) + numberOf(more);
  const [one] = more;
  const isOfThem = known instanceof Set && [...known].every((each) => typeof each === typeof one);
  if (known !== undefined && !isOfThem) throw refused('ValidationException', 'An operand has an incorrect data type');
  return new Set([...((known as Set<unknown> | undefined) ?? []), ...more]);
};

const CLAUSES: Readonly<Record<string, Clause>> = { SET: set, REMOVE: remove, ADD: add };

/** An update expression, read once for each text. */
export const updateOf = remembered((text): Update => {
  const tokens = reader(text);
  const [paths, changes, sections]: [string[], Change[], Set<string>] = [[], [], new Set()];
  while (!tokens.isDone()) {
    const word = tokens.take().toUpperCase();
    const clause = CLAUSES[word];
    if (!clause) throw new Error(`${word} is not known in ${text}`);
    if (sections.has(word)) throw refused('ValidationException', `${word} can be used once`);
    sections.add(word);
    do {
      const path = tokens.take();
      paths.push(path);
      changes.push(clause(path, tokens));
    } while (tokens.optional(','));
  }
  const change: Update['change'] = (item, given) => {
    for (const make of changes.map((each) => each(item, given))) make(item);
  };
  return { paths, change };
});
