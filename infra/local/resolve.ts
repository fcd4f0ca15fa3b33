import type { Place } from './place.ts';
import type { Stack } from './template.ts';

/** What other resources may ask of a resource: `Ref`, and the attributes for `Fn::GetAtt`. */
export type Identity = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> };
export type Resolve = (value: unknown) => unknown;

type Context = {
  readonly stack: Stack;
  readonly place: Place;
  readonly identityOf: (stack: Stack, id: string) => Identity;
  readonly exported: (name: string) => unknown;
};
type Intrinsic = (argument: unknown, resolve: Resolve, context: Context) => unknown;

/**
 * Works out the intrinsic functions of a CloudFormation value. `AWS::NoValue` removes the property it stands for.
 * An intrinsic function or reference that is not known throws: nothing of a template is passed over in silence.
 */
export const resolverFor = (context: Context): Resolve => {
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((each) => each !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))) {
      const intrinsic = intrinsics[name];
      if (intrinsic) return intrinsic(argument, resolve, context);
      if (name.startsWith('Fn::')) throw new Error(`${context.stack.name}: ${name} is not known here`);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, each]) => [key, resolve(each)])
        .filter(([, each]) => each !== undefined),
    );
  };
  return resolve;
};

/** Whether a condition of the template holds. */
export const holds = (name: string, resolve: Resolve, { Conditions }: Stack): boolean => {
  if (!(name in Conditions)) throw new Error(`the condition ${name} is not in the template`);
  return resolve(Conditions[name]) === true;
};

const list = (value: unknown): unknown[] => {
  if (!Array.isArray(value)) throw new Error(`a list was expected: ${JSON.stringify(value)}`);
  return value;
};

const reference = (id: string, { stack, place, identityOf }: Context): unknown => {
  const pseudo: Record<string, string | undefined> = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${stack.name}/local`,
    'AWS::NoValue': undefined,
  };
  if (id in pseudo) return pseudo[id];
  if (id in stack.Parameters) return stack.Parameters[id]?.Default ?? '';
  return identityOf(stack, id).ref;
};

const attribute = (id: string, name: string, { stack, identityOf }: Context): string => {
  const value = identityOf(stack, id).attributes[name];
  if (value === undefined)
    throw new Error(`${stack.name}: ${name} of ${id} (${stack.Resources[id]?.Type}) is not known here`);
  return value;
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (id, _, context) => reference(String(id), context),
  'Fn::GetAtt': (argument, _, context) => {
    const [id, name] = typeof argument === 'string' ? argument.split('.') : list(argument);
    return attribute(String(id), String(name), context);
  },
  'Fn::Join': (argument, resolve) => {
    const [separator, parts] = list(argument);
    return list(resolve(parts)).join(String(separator));
  },
  'Fn::Sub': (argument, resolve, context) => {
    const [text, variables = {}] = typeof argument === 'string' ? [argument] : list(argument);
    return String(text)
      .replace(/\$\{(?!!)([^}]+)\}/g, (_, name: string) => {
        if (name in (variables as object)) return String(resolve((variables as Record<string, unknown>)[name]));
        const [id = '', ...rest] = name.split('.');
        return String(rest.length > 0 ? attribute(id, rest.join('.'), context) : reference(id, context));
      })
      .replaceAll('${!', '${');
  },
  'Fn::Select': (argument, resolve) => {
    const [index, values] = list(argument);
    return list(resolve(values))[Number(index)];
  },
  'Fn::Split': (argument, resolve) => {
    const [separator, text] = list(argument);
    return String(resolve(text)).split(String(separator));
  },
  'Fn::ImportValue': (argument, resolve, { exported }) => exported(String(resolve(argument))),
  'Fn::If': (argument, resolve, { stack }) => {
    const [condition, then, otherwise] = list(argument);
    return resolve(holds(String(condition), resolve, stack) ? then : otherwise);
  },
  'Fn::Equals': (argument, resolve) => {
    const [one, other] = list(resolve(argument));
    return one === other;
  },
  'Fn::Not': (argument, resolve) => list(resolve(argument))[0] !== true,
  'Fn::And': (argument, resolve) => list(resolve(argument)).every((each) => each === true),
  'Fn::Or': (argument, resolve) => list(resolve(argument)).some((each) => each === true),
  Condition: (argument, resolve, { stack }) =>
    typeof argument === 'string' ? holds(argument, resolve, stack) : { Condition: resolve(argument) },
};
