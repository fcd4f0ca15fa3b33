import { describe, expect, it } from 'vitest';
import type { Service } from '#shared/domain/service.ts';
import type { Stop } from '#shared/domain/stop.ts';
import { isChannelStopped, isEntryStopped, isStopped, stopOf, withStop } from '#shared/domain/stops.ts';
import { anEntry, on, stoppedAs } from '#test/builders.ts';

const NAME = 'service:travel-document-expiry';
const ID = 'travel-document-expiry';
const stop = (day: string): Stop => ({ name: NAME, on: on(day) });
const lifted = (day: string, since = '2026-09-01'): Stop => ({ name: NAME, on: on(since), lifted: on(day) });
const said = (...rows: readonly Stop[]): readonly Stop[] => rows.reduce<readonly Stop[]>(withStop, []);
const ordinary = () => undefined;
const statutory = () => ({ statutory: { law: 'Awb', article: '3:41' } }) as Pick<Service, 'statutory'>;

describe('stops', () => {
  it('are of a service or of a channel, and of no other', () => {
    const stops = stoppedAs(NAME, 'channel:sms');
    expect([isStopped(stops, ID, ordinary), isStopped(stops, 'another', ordinary)]).toEqual([true, false]);
    expect([isChannelStopped(stops, 'sms'), isChannelStopped(stops, 'letter')]).toEqual([true, false]);
  });

  it('count no more once they are lifted', () => {
    expect(isStopped(said(stop('2026-09-01'), lifted('2026-10-01')), ID, ordinary)).toBe(false);
    const channel: Stop = { name: 'channel:sms', on: on('2026-09-01'), lifted: on('2026-10-01') };
    expect(isChannelStopped([channel], 'sms')).toBe(false);
  });

  it('go by the latest day, whatever file comes last', () => {
    const [first, yes, again] = [stop('2026-09-01'), lifted('2026-10-01'), stop('2026-11-01')];
    for (const [order, stands] of [
      [[first, yes], false],
      [[yes, first], false],
      [[first, yes, again], true],
      [[again, yes, first], true],
      [[yes, again, first], true],
    ] as const)
      expect(isStopped(said(...order), ID, ordinary)).toBe(stands);
  });

  it('outlast a lift of the same day: a stop on the page is not undone by what the desk heard that day or before', () => {
    expect(isStopped(said(stop('2026-11-24'), lifted('2026-11-24')), ID, ordinary)).toBe(true);
    expect(isStopped(said(lifted('2026-11-24'), stop('2026-11-24')), ID, ordinary)).toBe(true);
    expect(isStopped(said(stop('2026-11-24'), lifted('2026-11-23')), ID, ordinary)).toBe(true);
  });

  it('are no news when they are said again', () => {
    const known = said(stop('2026-09-01'));
    expect(withStop(known, stop('2026-09-01'))).toBe(known);
    expect(withStop(known, stop('2026-08-01'))).toBe(known);
  });

  it('stop nothing that the law has the municipality tell, by nobody, and its channel all the same', () => {
    const stops = stoppedAs(NAME, 'channel:email');
    const heeded = new Map([['other', stoppedAs(NAME)]]);
    const entry = anEntry({ heed: ['other'] });
    expect(isStopped(stops, ID, statutory)).toBe(false);
    expect(isEntryStopped({ stops }, entry, heeded, statutory)).toBe(false);
    expect(stopOf({ stops }, [entry], heeded, statutory)).toBeUndefined();
    expect(isEntryStopped({ stops: [] }, entry, heeded, ordinary)).toBe(true);
    expect(isChannelStopped(stops, 'email')).toBe(true);
  });

  it('of a part take back the whole message', () => {
    const heeded = new Map([['other', stoppedAs(NAME)]]);
    const parts = [anEntry(), anEntry({ about: 'child', heed: ['other'] })];
    expect(stopOf({ stops: [] }, parts, heeded, ordinary)).toBe('part-stopped');
    expect(stopOf({ stops: stoppedAs(NAME) }, parts, heeded, ordinary)).toBe('stop');
    expect(stopOf({ stops: [lifted('2026-10-01')] }, parts, new Map(), ordinary)).toBeUndefined();
  });
});
