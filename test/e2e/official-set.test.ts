import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synth } from '#infra/local/synth.ts';
import { officialSet, WHERE } from '#test/official-set.ts';
import { startTown, type Town } from './town.ts';

const file = officialSet();

describe.skipIf(!file)(`the official test set on 2 November 2015 (${WHERE})`, () => {
  describe.each([
    ['0518', "'s-Gravenhage", 10, ['no-parent-at-address']],
    ['0363', 'Amsterdam', 7, []],
    ['0599', 'Rotterdam', 0, []],
  ] as const)('in %s %s', (municipality, municipalityName, letters, handedOver) => {
    let town: Town;
    beforeAll(async () => {
      const content = readFileSync(file as string);
      town = await startTown('2015-11-02', await synth({ municipality, municipalityName }));
      await town.runDay('2015-11-02', { deliveries: [{ key: 'deliveries/persons-full-2015-11-02.csv', content }] });
    });
    afterAll(() => town.stop());

    it(`makes ${letters} letters, and hands ${handedOver.length} over`, async () => {
      const notices = await town.notices();
      expect(notices.filter(({ state }) => state === 'SENT')).toHaveLength(letters);
      const rest = notices.filter(({ state }) => state !== 'SENT');
      expect(rest.map(({ state, reason }) => [state, reason])).toEqual(handedOver.map((each) => ['HANDED_OVER', each]));
    });

    it('sends nothing more on the next two days to those it told', async () => {
      const told = (await town.notices()).map(({ noticeId }) => noticeId);
      await town.runDay('2015-11-03', {
        deliveries: [{ key: 'deliveries/persons-full-2015-11-03.csv', content: readFileSync(file as string) }],
      });
      await town.runDay('2015-11-04');
      const again = await town.notices();
      expect(again.filter(({ noticeId, attempt }) => told.includes(noticeId) && attempt > 1)).toEqual([]);
      const everybody = again.map(({ addresseeId }) => addresseeId);
      expect(new Set(everybody).size).toBe(everybody.length);
    });

    it('contests the five BSNs that two lists claim, and says which rows', async () => {
      const contested = (await town.agendas()).filter(({ blocked }) => blocked === 'contested');
      expect(contested).toHaveLength(5);
      expect(town.logged('delivery-cut')[0]).toMatchObject({ persons: 687, withoutBsn: 2, contested: 5 });
    });
  });
});
