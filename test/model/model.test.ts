import { describe, expect, it } from 'vitest';
import { defects } from './defects.ts';
import { explore } from './explore.ts';
import { worlds } from './worlds.ts';

const LEAST = 40_000;
let states = 0;

describe('the life of a notice, in every order of things', () => {
  it.each(worlds)('$name: nothing is broken', (world) => {
    const explored = explore(world);
    states += explored.states;
    expect(explored.violation).toBeUndefined();
  });

  it('was looked at in earnest', () => expect(states).toBeGreaterThan(LEAST));
});

describe('what is done wrong on purpose is found', () => {
  it.each(defects)('$name', ({ world, harm }) => {
    const { violation } = explore(world, harm);
    expect(violation?.invariant).toBe(harm);
    expect(violation?.story.length).toBeGreaterThan(3);
  });
});
