import { describe, expect, it } from 'vitest';
import { type Settings, settings, stageNames } from '#infra/settings.ts';
import { deskAllowance } from '#shared/domain/desk-allowance.ts';
import { services } from '#shared/services/index.ts';

describe.each(stageNames)('the settings of %s', (stage) => {
  const { allowances = {}, extraStages = {} }: Settings = settings[stage];
  const ids = services.map(({ id }) => id);

  it('name services that exist', () => {
    for (const id of [...Object.keys(allowances), ...Object.keys(extraStages)]) expect(ids).toContain(id);
  });
  it('let somebody be told every day', () => {
    for (const { desk } of Object.values(allowances)) expect(deskAllowance(desk)).toBeGreaterThan(0);
  });
});
