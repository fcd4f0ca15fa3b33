import { beforeAll, describe, expect, it } from 'vitest';
import { type StageName, stageNames } from '#infra/settings.ts';
import { templatesOf } from './stages.ts';
import { ON_EVERYTHING } from './table-k/permissions.ts';
import { type RowName, TABLE_K } from './table-k/table-k.ts';
import type { StageTemplate } from './table-k/template.ts';

let templates: Readonly<Record<StageName, StageTemplate>>;
beforeAll(async () => {
  templates = await templatesOf();
});

describe.each(stageNames)('stage %s', (stage) => {
  it.each(Object.keys(TABLE_K) as RowName[])('%s', (row) => expect(TABLE_K[row](templates[stage])).toEqual([]));
});

it('lets at most five actions be allowed on everything, each with a reason', () => {
  expect(Object.keys(ON_EVERYTHING).length).toBeLessThanOrEqual(5);
});
