import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const preflight = fileURLToPath(new URL('../../infra/local/preflight.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'preflight-'));
const script = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('passes on arguments and the exit code', () => {
  const child = script('exit.cjs', 'console.log(process.argv.slice(2).join()); process.exit(3);');
  const { status, stdout } = spawnSync(process.execPath, [preflight, child, '--a', 'b'], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 3, stdout: '--a,b\n' });
});

test('passes on a signal, and ends as its child does', async () => {
  const child = script(
    'wait.cjs',
    "process.on('SIGTERM', () => process.exit(7)); console.log('up'); setInterval(() => {}, 1000);",
  );
  const running = spawn(process.execPath, [preflight, child], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.stdout.once('data', () => running.kill('SIGTERM'));
  expect(await new Promise((ended) => running.on('exit', ended))).toBe(7);
});

test.each(['12.22.0', '20.20.0', '22.17.1'])('says on Node %s in plain words which Node is needed', (version) => {
  const old = script('old.cjs', `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`);
  const { status, stderr } = spawnSync(process.execPath, ['-r', old, preflight, 'nothing.cjs'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain(`This needs Node 22.18 or newer, and this is Node ${version}`);
});
