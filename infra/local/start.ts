import { type Arguments, BadArgument, HELP, readArguments } from './arguments.ts';
import { progressOn } from './progress.ts';
import { runLocally } from './run-locally.ts';

const progress = progressOn(process.stderr.isTTY ? process.stderr : process.stdout);

const main = async (): Promise<number> => {
  let args: Arguments;
  try {
    args = readArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadArgument)) throw error;
    progress.line(progress.red(error.message));
    progress.line('See npm start -- --help');
    return 2;
  }
  if (args.help) {
    progress.line(HELP);
    return 0;
  }
  try {
    return await runLocally(args, progress);
  } catch (error) {
    progress.line(progress.red(error instanceof BadArgument ? error.message : String((error as Error).stack ?? error)));
    return error instanceof BadArgument ? 2 : 1;
  }
};

process.exit(await main());
