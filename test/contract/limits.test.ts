import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { limits, unseen } from './limits.ts';

it('what a fake or an embedded server cannot do is known by name', () => {
  const rows = limits.map(({ target, suite, test, why }) => `  ${target.padEnd(19)} ${suite}: ${test} — ${why}`);
  const more = unseen.map(({ target, why }) => `  ${target.padEnd(19)} ${why}`);
  console.info(['Not as on AWS, by test:', ...rows, 'Beside these, where no test can show it:', ...more].join('\n'));
  for (const { suite } of limits) expect(existsSync(new URL(`${suite}.test.ts`, import.meta.url)), suite).toBe(true);
  expect(new Set(limits.map(({ target, suite, test }) => `${target}/${suite}/${test}`)).size).toBe(limits.length);
});
