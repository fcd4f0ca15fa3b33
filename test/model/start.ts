import { defects } from './defects.ts';
import { explore } from './explore.ts';
import { defectLines, totalLine, worldLines } from './report.ts';
import { longWorlds, worlds } from './worlds.ts';

// `npm run model`: every state that the life of one notice can reach, and the defects that must be found in it.
const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

say(['The flows as they are\n']);
const explored = [...worlds, ...longWorlds].map((world) => {
  const result = explore(world);
  say(worldLines(world, result));
  return result;
});
say(['\nPlanted defects, each with the shortest story of the harm it does\n']);
const hunted = defects.map((defect) => {
  const result = explore(defect.world, defect.harm);
  say(defectLines(defect, result));
  return result;
});
say([`\n${totalLine(explored, hunted)}`]);
process.exitCode = explored.some(({ violation }) => violation) || hunted.some(({ violation }) => !violation) ? 1 : 0;
