import * as z from 'zod';

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

export const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
});
export type Statement = z.infer<typeof statement>;

export const policyDocument = z.looseObject({
  Statement: z.union([z.array(statement), statement.transform((one) => [one])]),
});

/** What a call knows of itself, for conditions: `ses:Recipients` and the like. */
export type CallContext = Readonly<Record<string, readonly string[]>>;

/** IAM's patterns: `*` is any run of characters, `?` any one. */
const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text);

const operators: Readonly<Record<string, (pattern: string, value: string) => boolean>> = {
  StringEquals: (pattern, value) => pattern === value,
  StringLike: matches,
};

/** A condition holds when each of its keys does. One that cannot be judged here does not hold. */
const conditionHolds = (conditions: Statement['Condition'], context: CallContext): boolean =>
  Object.entries(conditions).every(([operator, keys]) => {
    const [, set = '', name = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.+)$/.exec(operator) ?? [];
    const judge = operators[name];
    return Object.entries(keys).every(([key, patterns]) => {
      const values = context[key];
      if (!judge || values === undefined) return false;
      const one = (value: string) => patterns.some((pattern) => judge(pattern, value));
      return set === 'ForAllValues' ? values.every(one) : values.some(one);
    });
  });

/** Whether the statements of a role allow a call: one does, and none denies it. Actions must be equal: no wildcards. */
export const allows = (
  statements: readonly Statement[],
  action: string,
  resource: string,
  context: CallContext = {},
): boolean => {
  const applying = statements.filter(
    ({ Action, Resource, Condition }) =>
      Action.includes(action) &&
      Resource.some((pattern) => matches(pattern, resource)) &&
      conditionHolds(Condition, context),
  );
  return applying.some(({ Effect }) => Effect === 'Allow') && applying.every(({ Effect }) => Effect === 'Allow');
};
