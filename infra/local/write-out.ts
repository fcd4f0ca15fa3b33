import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workCsv } from '#shared/domain/work-csv.ts';
import type { Results } from './results.ts';
import type { RunAccount } from './run-account.ts';
import type { LocalStack } from './stack.ts';

const FOLDERS = ['letters', 'emails', 'sms'];

/** Writes what came of a run into a directory. Names and addresses lie there: for local runs only. */
export const writeOut = (directory: string, stack: LocalStack, results: Results, account: RunAccount): void => {
  for (const folder of FOLDERS) rmSync(join(directory, folder), { recursive: true, force: true });
  const write = (path: string, content: string | Buffer): void => {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  write('notices.ndjson', ndjson(results.written));
  write('decisions.ndjson', ndjson(results.decisions));
  write('rejects.ndjson', results.rejects);
  write('werklijst.csv', workCsv(results.worklist));
  write('run.json', `${JSON.stringify(account, null, 2)}\n`);
  for (const key of stack.files('letters', 'closed/'))
    write(key.replace(/^closed\//, 'letters/'), stack.file('letters', key));
  for (const { messageId, raw } of stack.mails) write(`emails/${messageId}.eml`, Buffer.from(raw, 'latin1'));
  for (const text of stack.texts) write(`sms/${text.messageId}.json`, `${JSON.stringify(text, null, 2)}\n`);
};

const ndjson = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
