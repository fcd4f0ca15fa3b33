import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Task } from './child.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
/** Longer than any run takes, on a busy machine too. */
const MOST_MS = 180_000;

/** What a child answered, or why it did not: killed, as asked, or gone wrong. */
export type Ended =
  | { readonly end: 'done'; readonly answer: Answer }
  | { readonly end: 'killed' }
  | { readonly end: 'failed'; readonly why: string };

/** Runs a child in a process of its own; the compiled code is kept for the next one. */
export const runChild = (task: Omit<Task, 'answer'>, folder: string): Promise<Ended> => {
  mkdirSync(folder, { recursive: true });
  const answer = join(folder, 'answer.json');
  rmSync(answer, { force: true });
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CHILD, JSON.stringify({ ...task, answer })],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: join(task.cdkOut, 'compiled') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint = `${complaint}${data}`.slice(-2000);
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, MOST_MS);
  return new Promise((ended) => {
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (isLate) return ended({ end: 'failed', why: `not done after ${MOST_MS / 1000} s` });
      if (signal === 'SIGKILL') return ended({ end: 'killed' });
      if (code !== 0 || !existsSync(answer)) return ended({ end: 'failed', why: complaint || `ended with ${code}` });
      return ended({ end: 'done', answer: JSON.parse(readFileSync(answer, 'utf8')) as Answer });
    });
  });
};
