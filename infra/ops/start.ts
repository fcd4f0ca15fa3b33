import { createInterface } from 'node:readline';
import { progressOn } from '../local/progress.ts';
import { main } from './main.ts';

const live = progressOn(process.stderr);

/** The first line of what is typed or piped in. What is typed on a terminal is not shown. */
const readSecret = async (question: string): Promise<string> => {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(`${question}: `);
  // Echo goes to `output`, and there is none.
  const lines = createInterface({ input: stdin, terminal: stdin.isTTY });
  const [line = ''] = await new Promise<string[]>((read) => {
    lines.once('line', (typed) => read([typed]));
    lines.once('close', () => read([]));
  });
  lines.close();
  if (stdin.isTTY) stderr.write('\n');
  return line.trim();
};

process.exitCode = await main(process.argv.slice(2), {
  out: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => live.line(live.red(line)),
  progress: live,
  readSecret,
}).catch((error: unknown) => {
  live.line(live.red(String((error as Error).stack ?? error)));
  return 1;
});
