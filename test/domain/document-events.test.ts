import { describe, expect, it } from 'vitest';
import { type DocumentEvent, documentEvent, standing, withEvent } from '#shared/domain/document-events.ts';
import { withSaid } from '#shared/domain/representatives.ts';
import { aRepresentative, on } from '#test/builders.ts';

const event = (said: string): DocumentEvent => {
  const [kind, what, day] = said.split(' ');
  return documentEvent.parse({ kind, event: what, on: day });
};
const stand = (...said: string[]) => standing(said.map(event)).map((each) => `${each.kind} ${each.event} ${each.on}`);
const REQUEST = 'PN requested 2026-10-01';

describe('the applications that stand', () => {
  it('are those that were not cancelled on their day or later', () => {
    expect(stand(REQUEST, 'PN cancelled 2026-10-01')).toEqual([]);
    expect(stand('PN appointment 2026-10-01', 'PN cancelled 2026-10-09')).toEqual([]);
    expect(stand(REQUEST, 'PN cancelled 2026-09-30')).toEqual([REQUEST]);
    expect(stand(REQUEST, 'NI cancelled 2026-10-09')).toEqual([REQUEST]);
  });
  it('are the same whatever the order in which deliveries came', () => {
    const again = 'PN appointment 2026-10-12';
    for (const order of [
      [REQUEST, 'PN cancelled 2026-10-09', again],
      [again, 'PN cancelled 2026-10-09', REQUEST],
    ])
      expect(stand(...order)).toEqual([again]);
  });
  it('keep what was issued: that cannot be cancelled', () => {
    expect(stand('NI issued 2026-10-01', 'NI cancelled 2026-10-02')).toEqual(['NI issued 2026-10-01']);
  });
});

describe('an event that is written down', () => {
  const asOf = on('2026-11-24');
  it('changes nothing when it is known', () => {
    const known = [event(REQUEST)];
    expect(withEvent(known, event(REQUEST), asOf)).toBe(known);
  });
  it('drops what is older than 400 days, and is dropped itself', () => {
    const [last, older] = ['2025-10-20', '2025-10-19'];
    const known = [event(`PN requested ${older}`), event(`PN requested ${last}`)];
    expect(withEvent(known, event(REQUEST), asOf)).toEqual([known[1], event(REQUEST)]);
    expect(withEvent([], event(`PN issued ${older}`), asOf)).toEqual([]);
  });
});

describe('what is said of a representative', () => {
  const curator = { kind: 'curator', asOf: on('2026-11-20'), is: aRepresentative() } as const;
  it('is what the latest delivery says of the kind', () => {
    const guardian = { kind: 'guardian', asOf: on('2026-11-01') } as const;
    const moved = { ...curator, asOf: on('2026-11-20'), is: aRepresentative({ houseNumber: 9 }) };
    expect(withSaid([curator], guardian)).toEqual([curator, guardian]);
    expect(withSaid([curator, guardian], moved)).toEqual([moved, guardian]);
  });
  it('is not undone by an older one, and a withdrawal is remembered', () => {
    const withdrawn = { kind: 'curator', asOf: on('2026-11-21') } as const;
    expect(withSaid([withdrawn], curator)).toEqual([withdrawn]);
  });
});
