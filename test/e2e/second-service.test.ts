import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A service as somebody would add it by the README: a folder, and a line in the list. */
const SERVICE = `import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import { defineService } from '#shared/domain/service.ts';

const DAY = '2026-11-24' as IsoDate;

export const everybodyOnce = defineService({
  id: 'everybody-once', kind: 'inform', complexity: 'single', scope: 'resident', purpose: 'Een proef.',
  basis: [{ law: 'AVG', article: '6(1)(e)', validFrom: DAY }], data: ['residence'],
  due: ({ residence }, { municipality }) =>
    residence.municipality === municipality ? [{ occasion: 'once', stage: 'notice', from: DAY, until: addDays(DAY, 30) }] : [],
  facts: () => ({}), documents: () => [],
  messages: { nl: () => ({ subject: 'Een proef', blocks: [{ id: 'opening', paragraphs: ['Dit is een proef.'] }] }), sms: () => 'Dit is een proef.' },
  priority: 1, allowance: 25, retentionDays: 30,
});
`;

const copyOfProject = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-second-'));
  for (const name of ['events', 'functions', 'infra', 'shared', 'package.json', 'cdk.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

const addService = (folder: string): void => {
  mkdirSync(join(folder, 'shared/services/everybody-once'));
  writeFileSync(join(folder, 'shared/services/everybody-once/service.ts'), SERVICE);
  const list = join(folder, 'shared/services/index.ts');
  const source = readFileSync(list, 'utf8').replace('[travelDocumentExpiry]', '[travelDocumentExpiry, everybodyOnce]');
  writeFileSync(list, `import { everybodyOnce } from './everybody-once/service.ts';\n${source}`);
};

const start = (folder: string, ...more: string[]): string =>
  execFileSync(process.execPath, ['infra/local/start.ts', '--exit', '--data', 'data', '--out', 'out', ...more], {
    cwd: folder,
    encoding: 'utf8',
  });
const noticesOf = (folder: string, service: string): { residentId: string }[] =>
  readFileSync(join(folder, 'out/notices.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"service":"${service}"`))
    .map((line) => JSON.parse(line));

describe('a second service, on agendas that were evaluated without it', () => {
  it('is left out, and said to be, until the backfill has found its people; the first one runs on', () => {
    const folder = copyOfProject();
    start(folder);
    const first = noticesOf(folder, 'travel-document-expiry').length;
    addService(folder);

    const without = start(folder, '--no-backfill');
    expect(without).toMatch(/LEFT OUT: everybody-once, backfill-not-done/);
    expect(noticesOf(folder, 'everybody-once')).toEqual([]);
    expect(noticesOf(folder, 'travel-document-expiry').length).toBeGreaterThan(first);

    start(folder);
    const told = noticesOf(folder, 'everybody-once').map(({ residentId }) => residentId);
    expect(told).toHaveLength(25);
    expect(new Set(told).size).toBe(25);
  });
});
