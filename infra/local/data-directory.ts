import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ours = new Set<string>();

/**
 * Claims a data directory for this process, for two at once would spoil it. While it runs, `endpoints.json` says how to
 * reach what stands there.
 * @throws when another process that is alive has it, or this one already.
 */
export const claimDirectory = (directory?: string) => {
  if (directory === undefined) return { announce: () => {}, release: () => {} };
  mkdirSync(directory, { recursive: true });
  const path = join(resolve(directory), 'endpoints.json');
  const owner = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { pid?: number }).pid : undefined;
  if (ours.has(path) || (owner !== undefined && owner !== process.pid && isAlive(owner)))
    throw new Error(`${directory} is in use by another local stack (process ${owner})`);
  const write = (more: object) => writeFileSync(path, JSON.stringify({ pid: process.pid, ...more }, null, 2));
  write({});
  ours.add(path);
  const release = (): void => {
    rmSync(path, { force: true });
    ours.delete(path);
  };
  return { announce: write, release };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0); // asks, sends nothing
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};
