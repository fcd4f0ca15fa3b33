import { describe, expect, it } from 'vitest';
import { type Settings, settings, stageNames } from '#infra/settings.ts';
import { leastOf } from '#shared/domain/capacity.ts';
import { services } from '#shared/services/index.ts';

describe.each(stageNames)('the settings of %s', (stage) => {
  const { capacities = {}, extraStages = {} }: Settings = settings[stage];
  const ids = services.map(({ id }) => id);

  it('name services that exist', () => {
    for (const id of [...Object.keys(capacities), ...Object.keys(extraStages)]) expect(ids).toContain(id);
  });
  it('let somebody be told every day', () => {
    for (const each of Object.values(capacities)) expect(leastOf(each)?.perDay).toBeGreaterThan(0);
  });
});
