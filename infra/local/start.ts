import { type Arguments, BadArgument, HELP, readArguments } from './arguments.ts';
import { progressOn } from './progress.ts';
import { runLocally } from './run-locally.ts';

const progress = progressOn(process.stdout);
const complaint = progressOn(process.stderr);

const main = async (): Promise<number> => {
  let args: Arguments;
  try {
    args = readArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadArgument)) throw error;
    complaint.line(complaint.red(error.message));
    complaint.line('See npm start -- --help');
    return 2;
  }
  if (args.help) {
    progress.line(HELP);
    return 0;
  }
  try {
    return await runLocally(args, progress);
  } catch (error) {
    const isExpected = error instanceof BadArgument;
    complaint.line(complaint.red(isExpected ? error.message : String((error as Error).stack ?? error)));
    return isExpected ? 2 : 1;
  }
};

process.exit(await main());
