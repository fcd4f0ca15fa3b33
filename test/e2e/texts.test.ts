import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/dates.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import { on } from '#test/builders.ts';
import { deliveryOf, lo3Day, reachabilityOf, startTown, type Town } from './town.ts';

const FRIDAY = on('2026-11-27');
const daysAfter = (days: number): string => addDays(FRIDAY, days);
const soon = lo3Day(FRIDAY, 80);

/** How the embedded provider treats a number is in its last two digits. */
const NUMBERS = {
  Bakker: '06-12345110', // gets it
  Visser: '06-12345100', // does not exist
  Smit: '06-12345101', // opted out
  Mulder: '06-12345102', // is off until the hours close
};

/** One town from a Friday on: a text that arrives, three that do not, and one for which the hours were closed. */
describe('texts', () => {
  let town: Town;
  const people = ['Bakker', 'Visser', 'Smit', 'Mulder', 'Dekker'].map((name) => ({ name, documents: { PN: soon } }));
  const late = { name: 'Vos', documents: { PN: lo3Day(FRIDAY, 91) } }; // due from Saturday on
  const outcomes = async () => {
    const all = (await town.notices()).filter(({ copy }) => copy !== undefined);
    const named = all.map(async ({ copy, channel, state, noticeId }) => {
      const { addressee } = await town.copyOf(copy as string);
      return `${addressee.name.slice(3)} ${entryKeyOf(noticeId).stage} ${channel}: ${state}`;
    });
    return (await Promise.all(named)).sort();
  };
  beforeAll(async () => {
    town = await startTown(FRIDAY);
    await town.runDay(FRIDAY, {
      deliveries: [
        { key: `deliveries/persons-full-${FRIDAY}.csv`, content: deliveryOf([...people, late]) },
        {
          key: `deliveries/reachability-${FRIDAY}.csv`,
          content: reachabilityOf([], { ...NUMBERS, Vos: '0612345111' }),
        },
      ],
    });
  });
  afterAll(() => town.stop());

  it('go to who declared a number, and say what became of them', async () => {
    expect(await outcomes()).toEqual([
      'Bakker notice sms: DELIVERED',
      'Dekker notice letter: SENT',
      'Mulder notice sms: BOUNCED',
      'Smit notice sms: REJECTED',
      'Visser notice sms: BOUNCED',
    ]);
    expect(town.texts.map(({ to }) => to).sort()).toEqual(['+31612345100', '+31612345102', '+31612345110']);
    for (const { body, ttlSeconds } of town.texts) {
      expect(body).toMatch(/^Gemeente Voorbeeldstad: uw reisdocument verloopt binnenkort\./);
      expect(ttlSeconds).toBeGreaterThan(9 * 3600);
      expect(ttlSeconds).toBeLessThanOrEqual(10 * 3600);
    }
  });

  it('close the channel for a number that is no use, not for a telephone that was off', async () => {
    const closed = (await town.agendas()).map(({ suppressed }) => suppressed).filter(({ sms }) => sms);
    expect(closed.map(({ sms }) => sms).sort()).toEqual(['BOUNCED', 'opted-out']);
  });

  it('wait on a Saturday after four, and through Sunday', async () => {
    await town.at('scan', `${daysAfter(1)}T15:05:00Z`); // 16:05
    await town.at('sweep', `${daysAfter(1)}T16:15:00Z`);
    await town.at('sweep', `${daysAfter(2)}T13:00:00Z`); // Sunday
    expect(town.logged('notice-waits').map(({ reason }) => reason)).toContain('closed-hours');
    const [vos] = (await town.notices()).filter(({ channel, state }) => channel === 'sms' && state === 'QUEUED');
    expect(vos).toMatchObject({ attempt: 0 });
    expect(town.texts).toHaveLength(3);
    await town.at('sweep', `${daysAfter(3)}T13:00:00Z`); // Monday
    expect(town.texts.map(({ to }) => to)).toContain('+31612345111');
  });

  it('are made up for by letter, once, and nobody is told twice', async () => {
    await town.at('close-batch', `${daysAfter(3)}T16:30:00Z`);
    await town.runDay(daysAfter(4));
    await town.runDay(daysAfter(5));
    expect(await outcomes()).toEqual([
      'Bakker notice sms: DELIVERED',
      'Dekker notice letter: SENT',
      'Mulder notice sms: BOUNCED',
      'Mulder recovery letter: SENT',
      'Smit notice sms: REJECTED',
      'Smit recovery letter: SENT',
      'Visser notice sms: BOUNCED',
      'Visser recovery letter: SENT',
      'Vos notice sms: DELIVERED',
    ]);
    expect(town.texts).toHaveLength(4);
    expect([town.deadLetters(), town.problems(), town.missed()]).toEqual([[], [], []]);
    expect(town.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
  });

  it('leave no number in a queue, a log or a key', () => {
    const traces = [JSON.stringify(town.logs), ...town.calls().map(({ resource }) => resource)];
    expect(traces.filter((trace) => trace.includes('6123451'))).toEqual([]);
  });
});
