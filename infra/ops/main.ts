import { parseArgs } from 'node:util';
import { stageNames } from '../settings.ts';
import type { Asked, Command, Outcome } from './command.ts';
import { dataSite } from './data-site.ts';
import { helpOf, overview } from './help.ts';
import { commands } from './registry.ts';
import type { Site } from './site.ts';
import { stageSite } from './stage-site.ts';
import { Refused, WrongUse } from './wrong-use.ts';

/** Where a command is given: what it prints, and how it is spoken to. */
export type Terminal = Pick<Asked, 'progress' | 'readSecret'> & {
  readonly out: (line: string) => void;
  readonly complain: (line: string) => void;
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const EVERYWHERE = { data: text, stage: text, as: text, json: flag, help: { ...flag, short: 'h' } } as const;

/**
 * One command of the operator.
 * @returns the exit code: 0 done, 1 refused or not as it should be, 2 asked wrongly
 */
export const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const [name = 'help', ...rest] = args;
  if (['help', '--help', '-h'].includes(name)) return help(rest[0], terminal);
  const command = commands.find((each) => each.name === name);
  if (!command) return complain(`er is geen opdracht ${name}`, 'npm run ops -- help noemt ze alle', terminal);
  let site: Promise<Site> | undefined;
  try {
    const { values, positionals } = parse(command, rest);
    if (values.help) return help(name, terminal);
    const { json, ...others } = values;
    const outcome = await command.run({
      words: positionals,
      values: others,
      site: () => (site ??= siteOf(others)),
      progress: terminal.progress,
      readSecret: terminal.readSecret,
    });
    print(outcome, json === true, terminal);
    return outcome.isDone ? 0 : 1;
  } catch (error) {
    if (error instanceof WrongUse) return complain(error.message, usageOf(command), terminal);
    if (!(error instanceof Refused)) throw error;
    terminal.complain(error.message);
    return 1;
  } finally {
    await site?.then(
      ({ close }) => close(),
      () => {},
    );
  }
};

const parse = ({ options }: Command, args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: { ...options, ...EVERYWHERE }, allowPositionals: true }) as {
      values: Readonly<Record<string, string | boolean | undefined>>;
      positionals: string[];
    };
  } catch (error) {
    throw new WrongUse((error as Error).message);
  }
};

const siteOf = async ({ data, stage, as }: Asked['values']): Promise<Site> => {
  if ((data === undefined) === (stage === undefined))
    throw new WrongUse('geef --data DIR of --stage NAAM, een van beide');
  if (stage === undefined) return dataSite(String(data), String(as ?? 'onbekend'));
  if (as !== undefined) throw new WrongUse('--as is alleen voor --data: op een stage zegt AWS wie u bent');
  const deployed = stageNames.filter((each) => each !== 'local');
  const known = deployed.find((each) => each === stage);
  if (!known) throw new WrongUse(`er is geen stage ${stage}; er zijn ${deployed.join(' en ')}`);
  return stageSite(known);
};

const usageOf = ({ name, usage }: Command): string => `zo gaat het: npm run ops -- ${name} ${usage}`.trimEnd();

const complain = (why: string, then: string, terminal: Terminal): number => {
  terminal.complain(why);
  terminal.complain(then);
  return 2;
};

const help = (name: string | undefined, terminal: Terminal): number => {
  const command = commands.find((each) => each.name === name);
  if (name !== undefined && !command)
    return complain(`er is geen opdracht ${name}`, 'npm run ops -- help noemt ze alle', terminal);
  for (const line of command ? helpOf(command) : overview(commands)) terminal.out(line);
  return 0;
};

const print = ({ json, lines }: Outcome, asJson: boolean, { out }: Terminal): void => {
  if (asJson) out(JSON.stringify(json, null, 2));
  else for (const line of lines) out(line);
};
