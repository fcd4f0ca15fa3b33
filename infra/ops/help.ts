import type { Command } from './command.ts';
import { facts } from './table.ts';

const WHERE: readonly (readonly [string, string])[] = [
  ['--data DIR', 'de lokale omgeving van npm start -- --data DIR, ook terwijl die draait'],
  ['--stage NAAM', 'een uitgezette omgeving: acceptance of production, met uw aanmelding bij AWS (AWS_PROFILE)'],
  ['--as NAAM', 'wie u bent, bij --data; op een stage zegt AWS dat'],
  ['--json', 'de uitkomst als JSON, voor een script'],
];

/** All commands, a line each. */
export const overview = (commands: readonly Command[]): string[] => [
  'npm run ops -- OPDRACHT [wat erbij hoort] --data DIR | --stage NAAM',
  '',
  ...facts(
    commands.map(({ name, summary }) => [name, summary]),
    '  ',
  ),
  '',
  ...facts(WHERE, '  '),
  '',
  'npm run ops -- help OPDRACHT zegt er meer over.',
  'Uitkomst voor een script: 0 gedaan, 1 niet gedaan of niet in orde, 2 verkeerd gevraagd.',
];

/** One command in full. */
export const helpOf = ({ name, usage, summary, details = [] }: Command): string[] => [
  `npm run ops -- ${name} ${usage}`.trimEnd(),
  '',
  `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
  ...(details.length > 0 ? ['', ...details] : []),
  '',
  ...facts(WHERE, '  '),
];
