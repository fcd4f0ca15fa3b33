/** An item as the document client has it. */
export type Item = Record<string, unknown>;

/** What `#name` and `:value` stand for in one request. */
export type Given = {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
};

type Value = (item: Item | undefined, given: Given) => unknown;
export type Condition = (item: Item | undefined, given: Given) => boolean;
/** Changes the item in place. */
export type Update = (item: Item, given: Given) => void;

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

const nameIn = (token: string, { names }: Given): string => {
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
  return (item, given) => (first(item, given) as number) + sign * (second(item, given) as number);
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
    return (item, given) => item?.[nameIn(path, given)] ?? other(item, given);
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
  if (Array.isArray(value) || typeof value === 'string') return value.length;
  return undefined;
};

const COMPARE: Readonly<Record<string, (a: never, b: never) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
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
    const value = item?.[nameIn(path, given)];
    return typeof value === 'string' && value.startsWith(valueIn(start, given) as string);
  };
};

const readComparison = (tokens: Reader): Condition => {
  const left = readValue(tokens);
  if (tokens.optional('IN')) {
    tokens.skip('(');
    const options = [readValue(tokens)];
    while (tokens.optional(',')) options.push(readValue(tokens));
    tokens.skip(')');
    return (item, given) => options.some((option) => option(item, given) === left(item, given));
  }
  const sign = tokens.take();
  const right = readValue(tokens);
  if (sign === '=') return (item, given) => left(item, given) === right(item, given);
  // As in DynamoDB, what is not there differs from everything.
  if (sign === '<>') return (item, given) => left(item, given) !== right(item, given);
  const compare = COMPARE[sign];
  if (!compare) throw new Error(`${sign} is not known`);
  return (item, given) => {
    const [a, b] = [left(item, given), right(item, given)];
    return typeof a === typeof b && a !== undefined && compare(a as never, b as never);
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

type Clause = (tokens: Reader) => (before: Item | undefined, given: Given) => (item: Item) => void;

const set: Clause = (tokens) => {
  const path = tokens.take();
  tokens.skip('=');
  const value = readValue(tokens);
  return (before, given) => {
    const next = value(before, given); // all of an update is worked out on the item as it was
    return (item) => {
      item[nameIn(path, given)] = next;
    };
  };
};

const remove: Clause = (tokens) => {
  const path = tokens.take();
  return (_, given) => (item) => {
    delete item[nameIn(path, given)];
  };
};

const add: Clause = (tokens) => {
  const path = tokens.take();
  const value = readTerm(tokens);
  return (before, given) => {
    const [known, more] = [before?.[nameIn(path, given)], value(before, given)];
    const next =
      more instanceof Set
        ? new Set([...((known as Set<unknown>) ?? []), ...more])
        : ((known as number | undefined) ?? 0) + (more as number);
    return (item) => {
      item[nameIn(path, given)] = next;
    };
  };
};

const CLAUSES: Readonly<Record<string, Clause>> = { SET: set, REMOVE: remove, ADD: add };

/** An update expression, read once for each text. */
export const updateOf = remembered((text): Update => {
  const tokens = reader(text);
  const clauses: ReturnType<Clause>[] = [];
  while (!tokens.isDone()) {
    const word = tokens.take().toUpperCase();
    const clause = CLAUSES[word];
    if (!clause) throw new Error(`${word} is not known in ${text}`);
    do clauses.push(clause(tokens));
    while (tokens.optional(','));
  }
  return (item, given) => {
    const changes = clauses.map((clause) => clause(item, given));
    for (const change of changes) change(item);
  };
});
