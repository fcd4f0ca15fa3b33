/**
 * The usual way to decide by rules that are data: conditions in JSON, facts looked up by name and path, operators by name, every
 * rule a promise of its own. Written after the manual of json-rules-engine, and as plainly: what it costs is what such an engine
 * must do (copy the rule, await each fact, walk the tree), without its events, priorities within a rule and error texts.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly path?: string; readonly operator: string; readonly value: unknown };
export type Rule = { readonly name: string; readonly priority: number; readonly conditions: Condition };
/** A fact by name: a value, or what works it out from other facts. */
export type Facts = Readonly<Record<string, unknown>>;
type Almanac = { readonly fact: (name: string, path?: string) => Promise<unknown> };

const OPERATORS: Readonly<Record<string, (a: never, b: never) => boolean>> = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  lessThan: (a: number, b: number) => a < b,
  lessThanInclusive: (a: number, b: number) => a <= b,
  greaterThan: (a: number, b: number) => a > b,
  greaterThanInclusive: (a: number, b: number) => a >= b,
  contains: (a: unknown[], b) => a.includes(b),
  in: (a, b: unknown[]) => b.includes(a),
};

const almanacOf = (facts: Facts): Almanac => {
  const known = new Map<string, Promise<unknown>>();
  const almanac: Almanac = {
    fact: async (name, path) => {
      const given = facts[name];
      const value =
        known.get(name) ??
        Promise.resolve(typeof given === 'function' ? (given as (a: Almanac) => unknown)(almanac) : given);
      known.set(name, value);
      return path === undefined ? value : byPath(await value, path);
    },
  };
  return almanac;
};

/** `$.reach.email`. */
const byPath = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value);

const holds = async (condition: Condition, almanac: Almanac): Promise<boolean> => {
  if ('not' in condition) return !(await holds(condition.not, almanac));
  if ('all' in condition)
    return (await Promise.all(condition.all.map((each) => holds(each, almanac)))).every((each) => each);
  if ('any' in condition)
    return (await Promise.all(condition.any.map((each) => holds(each, almanac)))).some((each) => each);
  const { value } = condition;
  const isFact = typeof value === 'object' && value !== null && 'fact' in value;
  const right = isFact ? await almanac.fact(`${value.fact}`, 'path' in value ? `${value.path}` : undefined) : value;
  const left = await almanac.fact(condition.fact, condition.path);
  return (OPERATORS[condition.operator] as (a: unknown, b: unknown) => boolean)(left, right);
};

/** The name of the first rule that holds, by priority; all of one priority are tried together. */
export const firstRule = async (rules: readonly Rule[], facts: Facts): Promise<string | undefined> => {
  const almanac = almanacOf(facts);
  const priorities = [...new Set(rules.map(({ priority }) => priority))].sort((a, b) => b - a);
  for (const priority of priorities) {
    const its = structuredClone(rules.filter((rule) => rule.priority === priority));
    const held = await Promise.all(its.map(({ conditions }) => holds(conditions, almanac)));
    const first = its.find((_, index) => held[index]);
    if (first) return first.name;
  }
  return undefined;
};
