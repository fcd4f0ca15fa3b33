import type { Defect } from './defects.ts';
import type { Explored } from './explore.ts';
import type { World } from './world.ts';

const WIDTH = 60;
const count = (value: number, width: number): string => value.toLocaleString('en').padStart(width);

const toldIn = (story: readonly string[]): string[] => story.map((step, index) => `      ${index + 1}. ${step}`);

/** One line for a world, and the shortest story where something is broken. */
export const worldLines = ({ name }: World, { states, steps, ms, violation }: Explored): string[] => [
  `${name.padEnd(WIDTH)}${count(states, 9)} states ${count(steps, 10)} steps ${count(ms, 7)} ms  ${violation ? 'BROKEN' : 'ok'}`,
  ...(violation ? [`   ${violation.invariant}:`, ...toldIn(violation.story)] : []),
];

/** One line for a defect, and the story by which it was found. */
export const defectLines = ({ name, harm }: Defect, { states, violation }: Explored): string[] => [
  `${name.padEnd(WIDTH)}${violation ? `${violation.story.length} steps` : `NOT FOUND in ${states} states`}`,
  ...(violation ? [`   ${harm}:`, ...toldIn(violation.story)] : []),
];

/** What it comes to. */
export const totalLine = (worlds: readonly Explored[], defects: readonly Explored[]): string => {
  const sum = (field: 'states' | 'steps' | 'ms') => worlds.reduce((total, each) => total + each[field], 0);
  const ofDefects = defects.reduce((total, { ms }) => total + ms, 0);
  const broken = worlds.filter(({ violation }) => violation).length;
  const found = defects.filter(({ violation }) => violation).length;
  return `${count(sum('states'), 0)} states, ${count(sum('steps'), 0)} steps, ${Math.round((sum('ms') + ofDefects) / 1000)} s of one core: ${broken} of ${worlds.length} worlds broken; ${found} of ${defects.length} planted defects found`;
};
