import { AT_REST, brokenBy, brokenIn, CAN_REST, type Invariant, isSettled, waitingFor } from './invariants.ts';
import { numbering } from './numbering.ts';
import { restless } from './restless.ts';
import { startOf } from './start-of.ts';
import type { State } from './state.ts';
import { stepsFrom } from './steps.ts';
import type { World } from './world.ts';

export type Violation = { readonly invariant: Invariant; readonly story: readonly string[] };
export type Explored = {
  readonly states: number;
  readonly steps: number;
  /** Of processor time: what else the machine does is left out. */
  readonly ms: number;
  readonly violation?: Violation;
};

/** How a state was reached first: breadth first, so by the fewest steps. */
type Seen = { readonly keys: string[]; readonly parents: number[] };

/**
 * Visits every state that can be reached in a world, and says which invariant is broken first, with the shortest story.
 * @param harm the one invariant to look at; all of them without it
 */
export const explore = (world: World, harm?: Invariant): Explored => {
  const explored = search(world, harm);
  return explored.violation && harm === undefined ? search(world, explored.violation.invariant) : explored;
};

/** Told of one harm, it keeps apart which invocation does what, so that the story can be followed. */
const search = (world: World, only?: Invariant): Explored => {
  const began = process.cpuUsage();
  const { keyOf, stateOf } = numbering(only === undefined);
  const seen: Seen = { keys: [], parents: [] };
  const indexes = new Map<string, number>();
  const edges: { from: number[]; to: number[] } = { from: [], to: [] };
  const resting: number[] = [];
  let steps = 0;
  const visit = (key: string, parent: number): number => {
    const index = seen.keys.length;
    seen.keys.push(key);
    seen.parents.push(parent);
    indexes.set(key, index);
    return index;
  };
  const result = (violation?: Violation): Explored => ({
    states: seen.keys.length,
    steps,
    ms: Math.round(process.cpuUsage(began).user / 1000),
    ...(violation && { violation }),
  });
  const told = (invariant: Invariant, index: number, last?: string): Explored =>
    result({
      invariant,
      story: [...storyOf(seen, index, stateOf, keyOf, world), ...(last === undefined ? [] : [last])],
    });

  const start = startOf(world);
  visit(keyOf(start), -1);
  for (let index = 0; index < seen.keys.length; index += 1) {
    const state = stateOf(seen.keys[index] as string);
    let goesOn = false;
    for (const { what, to, by } of stepsFrom(state, world)) {
      steps += 1;
      const key = keyOf(to);
      if (key === seen.keys[index]) continue;
      const known = indexes.get(key);
      const broken = brokenBy(state, to, only) ?? (known === undefined ? brokenIn(to, only) : undefined);
      if (broken) return told(broken, index, what);
      const next = known ?? visit(key, index);
      if (by === 'system') goesOn = true;
      if (by === 'system' || what === 'an official resumes') {
        edges.from.push(index);
        edges.to.push(next);
      }
    }
    const waits = waitingFor(state);
    if (isSettled(state) || waits === 'batch') resting.push(index);
    else if (!goesOn && waits === undefined && isAsked(AT_REST, only)) return told(AT_REST, index);
  }
  const lost = isAsked(CAN_REST, only) ? restless(seen.keys.length, edges, resting) : undefined;
  return lost === undefined ? result() : told(CAN_REST, lost);
};

const isAsked = (invariant: Invariant, only: Invariant | undefined) => only === undefined || only === invariant;

const storyOf = (
  { keys, parents }: Seen,
  last: number,
  stateOf: (key: string) => State,
  keyOf: (state: State) => string,
  world: World,
): string[] => {
  const story: string[] = [];
  for (let index = last; parents[index] !== -1; index = parents[index] as number) {
    const before = stateOf(keys[parents[index] as number] as string);
    const step = stepsFrom(before, world).find(({ to }) => keyOf(to) === keys[index]);
    story.unshift(step?.what ?? '?');
  }
  return story;
};
