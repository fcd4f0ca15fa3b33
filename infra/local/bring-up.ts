import type { Found, Kind } from './kind.ts';
import type { Place } from './place.ts';
import { holds, type Identity, type Resolve, resolverFor } from './resolve.ts';
import type { Stack } from './template.ts';
import type { World } from './world.ts';

type Present = { readonly kind: Kind; readonly found: Found; readonly resolve: Resolve };

/**
 * Brings up everything that the stacks define, kind by kind. Names are worked out from the templates alone, before
 * anything stands, so the order of stacks and the references between them do not matter.
 * @throws on a type of resource that no kind is for, naming it.
 */
export const bringUp = async (stacks: readonly Stack[], kinds: readonly Kind[], world: World): Promise<void> => {
  const present = presentIn(stacks, kinds, world.place);
  for (const kind of kinds)
    for (const { found, resolve, kind: its } of present)
      if (its === kind) {
        const properties = resolve(found.properties) as Found['properties'];
        await kind.bringUp({ ...found, ...kind.identify(found, resolve, world.place), properties }, world);
      }
};

const presentIn = (stacks: readonly Stack[], kinds: readonly Kind[], place: Place): Present[] => {
  const resolvers = new Map<Stack, Resolve>();
  const resolverOf = (stack: Stack): Resolve => resolvers.get(stack) as Resolve;
  const identityOf = (stack: Stack, id: string): Identity =>
    kindOf(stack, id, kinds).identify(foundIn(stack, id), resolverOf(stack), place);
  const exported = (name: string): unknown => {
    for (const stack of stacks)
      for (const { Value, Export } of Object.values(stack.Outputs))
        if (Export && resolverOf(stack)(Export.Name) === name) return resolverOf(stack)(Value);
    throw new Error(`no stack exports ${name}`);
  };
  for (const stack of stacks) resolvers.set(stack, resolverFor({ stack, place, identityOf, exported }));
  return stacks.flatMap((stack) =>
    Object.entries(stack.Resources)
      .filter(([, { Condition }]) => Condition === undefined || holds(Condition, resolverOf(stack), stack))
      .map(([id]) => ({ kind: kindOf(stack, id, kinds), found: foundIn(stack, id), resolve: resolverOf(stack) })),
  );
};

const kindOf = (stack: Stack, id: string, kinds: readonly Kind[]): Kind => {
  const type = stack.Resources[id]?.Type;
  if (type === undefined) throw new Error(`${stack.name}: there is no ${id}`);
  const kind = kinds.find((each) => each.type === type);
  if (!kind) throw new Error(`${stack.name}: ${id} is a ${type}, and the local stack does not know what to do with it`);
  return kind;
};

const foundIn = (stack: Stack, id: string): Found => {
  const { Type, Properties } = stack.Resources[id] as Stack['Resources'][string];
  const physical = `${stack.name}-${id}`;
  return {
    stack: stack.name,
    id,
    type: Type,
    name: nameOf(id),
    physical,
    properties: Properties,
  };
};

/** Words in a logical id that say what kind of thing it is, not which one. */
const KINDS_OF_THINGS = new Set(['worker', 'function', 'source', 'queue', 'timetable']);

/** `DispatchEmailWorkerFunctionB761E8F6` is called `dispatch-email`. */
const nameOf = (id: string): string => {
  const words = id
    .replace(/[0-9A-F]{8}$/, '') // CDK's hash of the path
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');
  const telling = words.filter((word) => !KINDS_OF_THINGS.has(word));
  return (telling.length > 0 ? telling : words).join('-');
};
