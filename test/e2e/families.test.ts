import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '#shared/domain/notice.ts';
import { agendas, changeAgenda } from '#shared/store/agendas.ts';
import { on, stoppedAs } from '#test/builders.ts';
import { bsnOf, deliveryOf, lo3Day, startTown, type Town, type Townsman } from './town.ts';

const MONDAY = on('2026-11-23');
const [TUESDAY, WEDNESDAY, THURSDAY] = [on('2026-11-24'), on('2026-11-25'), on('2026-11-26')];
/** The window of the notice opens on Tuesday; of these on Monday already; and of this one years from now. */
const fromTuesday = lo3Day(TUESDAY, 90);
const fromMonday = lo3Day(MONDAY, 90);
const renewed = lo3Day(MONDAY, 3000);
const SERVICE = 'service:travel-document-expiry';

const at = (number: string) => ({ '11.10': 'Lindelaan', '11.20': number, '11.60': '9901AC' });
const elsewhere = { '11.10': 'Geheimpad', '11.20': '99', '11.60': '9901AZ' };
const child = (name: string, born: string, parents: string[], over: Partial<Townsman> = {}): Townsman => ({
  name,
  given: name.split(' ')[0] as string,
  surname: name.split(' ')[1] as string,
  born,
  parents,
  ...over,
});
const parent = (name: string, children: string[], over: Partial<Townsman> = {}): Townsman => ({
  name,
  surname: name.split(' ')[1] as string,
  given: name.split(' ')[0] as string,
  children,
  ...over,
});

const people = (over: Record<string, Partial<Townsman>> = {}): Townsman[] =>
  [
    // Brother and sister, one document each, ten days apart
    parent('Pim Smit', ['Emma Smit', 'Daan Smit'], { residence: at('1') }),
    parent('Eva Smit', ['Emma Smit', 'Daan Smit'], { residence: at('1') }),
    child('Emma Smit', '20170401', ['Pim Smit', 'Eva Smit'], { residence: at('1'), documents: { PN: fromTuesday } }),
    child('Daan Smit', '20140401', ['Pim Smit', 'Eva Smit'], {
      residence: at('1'),
      documents: { NI: lo3Day(TUESDAY, 100) },
    }),
    // Divorced, both with authority; the one who comes first in the register lives elsewhere
    parent('Otto Baars', ['Tim Baars'], { residence: elsewhere }),
    parent('Ria Loos', ['Tim Baars'], { residence: at('2') }),
    child('Tim Baars', '20160401', ['Otto Baars', 'Ria Loos'], {
      residence: at('2'),
      authority: '12',
      documents: { PN: fromTuesday },
    }),
    // Twins with two documents each
    parent('Ans Mol', ['Jet Mol', 'Bas Mol'], { residence: at('3') }),
    ...['Jet Mol', 'Bas Mol'].map((name) =>
      child(name, '20150905', ['Ans Mol'], { residence: at('3'), documents: { PN: fromTuesday, NI: fromTuesday } }),
    ),
    // A child that will die, a parent elsewhere who will say stop, one who has said so before
    parent('Jan Kok', ['Lot Kok'], { residence: at('4') }),
    child('Lot Kok', '20180401', ['Jan Kok'], { residence: at('4'), documents: { PN: fromTuesday } }),
    ...['Dam', 'Dijk'].flatMap((surname, index) => [
      parent(`Mia ${surname}`, [`Ivo ${surname}`], { residence: at(`${5 + index}`) }),
      parent(`Rob ${surname}`, [`Ivo ${surname}`], { residence: elsewhere }),
      child(`Ivo ${surname}`, '20180401', [`Mia ${surname}`, `Rob ${surname}`], {
        residence: at(`${5 + index}`),
        documents: { PN: fromTuesday },
      }),
    ]),
    // Adults with two documents in one message, of which one will be renewed: before dispatch, and before the batch closes
    ...['Eerst', 'Later'].flatMap((name): Townsman[] => [
      { name: `${name}monday`, documents: { PN: fromMonday, NI: lo3Day(MONDAY, 91) } },
      { name: `${name}tuesday`, documents: { PN: fromTuesday, NI: lo3Day(TUESDAY, 91) } },
    ]),
    // Sixteen on Wednesday: told through the parent on Tuesday. Sixteen on Tuesday: the letter of Monday does not go.
    parent('Guus Zon', ['Noa Zon'], { residence: at('7') }),
    child('Noa Zon', '20101125', ['Guus Zon'], { residence: at('7'), documents: { PN: lo3Day(MONDAY, 85) } }),
    parent('Wil Ster', ['Max Ster'], { residence: at('8') }),
    child('Max Ster', '20101124', ['Wil Ster'], { residence: at('8'), documents: { PN: lo3Day(MONDAY, 80) } }),
    // Nobody with authority at the child's address
    parent('Cor Ver', ['Sam Ver'], { residence: elsewhere }),
    child('Sam Ver', '20150401', ['Cor Ver'], { residence: at('9'), documents: { PN: fromTuesday } }),
  ].map((each) => ({ ...each, ...over[each.name] }));

/** Families of one small town through four days: who is told, about whom, where, and how often. */
describe('families', () => {
  let town: Town;
  const deliver = (day: string, over: Record<string, Partial<Townsman>> = {}) =>
    town.deliver('persons-full', day, deliveryOf(people(over)));
  const halt = (halted: boolean) => {
    const Item = { pk: 'switch#halted', sk: 'switch', ...(halted && { 'channel:letter': { reason: 'a test' } }) };
    return town.clients.documents.send(new PutCommand({ TableName: town.tables.notices as string, Item }));
  };
  const stop = (name: string) =>
    changeAgenda(
      agendas(town.clients.documents, town.tables.agenda as string),
      town.residentIdOf(bsnOf(name)),
      (agenda) => ({ ...agenda, stops: stoppedAs(SERVICE) }),
    );
  const about = async (name: string): Promise<Notice[]> => {
    const id = town.residentIdOf(bsnOf(name));
    return (await town.notices()).filter(({ parts }) => parts.some((part) => part.startsWith(id)));
  };
  const seen = async (name: string) =>
    (await about(name)).map(({ state, parts, reason }) => [state, parts.length, ...(reason ? [reason] : [])].join(' '));
  const copyAbout = async (name: string) => {
    const [notice] = (await about(name)).filter(({ copy }) => copy);
    return town.copyOf(notice?.copy as string);
  };
  const addressed = async (name: string) => {
    const [notice] = await about(name);
    return notice?.addresseeId;
  };

  beforeAll(async () => {
    town = await startTown(MONDAY);
    await town.at('backfill', '2026-11-23T04:05:00Z');
    await deliver(MONDAY);
    await stop('Rob Dijk');
    await halt(true);
    await town.at('scan', '2026-11-23T09:05:00Z');
  });
  afterAll(() => town.stop());

  it('halted, nothing leaves; one of two merged documents is renewed before dispatch, and the other still goes', async () => {
    expect(await seen('Eerstmonday')).toEqual(['QUEUED 2']);
    await deliver(TUESDAY, {
      Eerstmonday: { documents: { PN: renewed, NI: lo3Day(MONDAY, 91) } },
      Latermonday: { documents: { PN: fromMonday, NI: renewed } },
    });
    await halt(false);
    await town.at('sweep', '2026-11-24T07:00:00Z');
    expect(await seen('Latermonday')).toEqual(['BATCHED 1']);
    expect(await seen('Eerstmonday')).toEqual(['CANCELLED 2 own-part-withdrawn']);
  });

  it('does not send what was meant for the parents when the child is sixteen by then', async () => {
    expect(await seen('Max Ster')).toEqual(['EXPIRED 1 past-its-last-day']);
  });

  it('has one letter about brother and sister in the batch, on the agenda of the first parent', async () => {
    await town.at('scan', '2026-11-24T09:05:00Z');
    expect(await seen('Emma Smit')).toEqual(['BATCHED 2']);
    expect(await seen('Daan Smit')).toEqual(['BATCHED 2']);
    expect(await addressed('Emma Smit')).toBe(town.residentIdOf(bsnOf('Pim Smit')));
    const { addressee, text } = await copyAbout('Daan Smit');
    expect(addressee.name).toBe('Aan de ouder(s) van D. Smit en E. Smit');
    expect(text).toContain('Het paspoort van Emma is geldig tot en met');
    expect(text).toContain('De identiteitskaart van Daan is geldig tot en met');
  });

  it('writes to the child’s address when the parents live apart, and never names the other one', async () => {
    expect(await addressed('Tim Baars')).toBe(town.residentIdOf(bsnOf('Ria Loos')));
    const copy = await copyAbout('Tim Baars');
    expect(copy.addressee).toMatchObject({ lines: ['Lindelaan 2', '9901 AC  VOORBEELDSTAD'] });
    expect(JSON.stringify(copy)).not.toMatch(/Geheimpad|9901 ?AZ|Otto/);
  });

  it('tells of the twins’ four documents in one letter', async () => {
    expect(await seen('Jet Mol')).toEqual(['BATCHED 4']);
    expect(await about('Bas Mol')).toEqual(await about('Jet Mol'));
  });

  it('is silent when the other parent said stop before, and hands over when no parent is there', async () => {
    expect(await seen('Ivo Dijk')).toEqual(['SUPPRESSED 1 stop']);
    expect(await seen('Sam Ver')).toEqual(['HANDED_OVER 1 no-parent-at-address']);
  });

  it('takes out of the batch a child that died, what the other parent stopped, and one of two documents', async () => {
    await deliver(WEDNESDAY, {
      Eerstmonday: { documents: { PN: renewed, NI: lo3Day(MONDAY, 91) } },
      Latermonday: { documents: { PN: fromMonday, NI: renewed } },
      Eersttuesday: { documents: { PN: renewed, NI: lo3Day(TUESDAY, 91) } },
      Latertuesday: { documents: { PN: fromTuesday, NI: renewed } },
      'Lot Kok': { deceased: '20261124' },
    });
    await stop('Rob Dam');
    await town.at('close-batch', '2026-11-24T16:30:00Z');
    await town.at('sweep', '2026-11-24T16:45:00Z');
    expect(await seen('Lot Kok')).toEqual(['CANCELLED 1 not-named']);
    expect(await seen('Ivo Dam')).toEqual(['CANCELLED 1 stop']);
    expect(await seen('Emma Smit')).toEqual(['SENT 2']);
    expect(await seen('Eersttuesday')).toEqual(['CANCELLED 2 own-part-withdrawn']);
  });

  it('sends what is left of them on the days after, once', async () => {
    await town.deliver(
      'persons-changes',
      WEDNESDAY,
      deliveryOf(people({ 'Tim Baars': { residence: elsewhere } }).filter(({ name }) => name === 'Tim Baars')),
    );
    for (const day of [WEDNESDAY, THURSDAY, on('2026-11-27')]) await town.runDay(day);
    const sent = async (name: string) => (await seen(name)).filter((each) => each.startsWith('SENT'));
    expect(await sent('Max Ster')).toEqual(['SENT 1']);
    expect((await copyAbout('Max Ster')).addressee.name).toBe('M. Ster');
    expect(await sent('Eerstmonday')).toEqual(['SENT 1']);
    expect(await sent('Latermonday')).toEqual(['SENT 1']);
    expect(await sent('Eersttuesday')).toEqual(['SENT 1']);
    expect(await sent('Latertuesday')).toEqual(['SENT 1']);
    expect((await copyAbout('Eersttuesday')).text).toContain('Uw identiteitskaart is geldig');
    expect(await sent('Lot Kok')).toEqual([]);
    expect(await sent('Ivo Dam')).toEqual([]);
  });

  it('tells a child that turned sixteen nothing that its parents were told', async () => {
    expect(await seen('Noa Zon')).toEqual(['SENT 1']);
    const own = (await town.agendas()).find(({ addresseeId }) => addresseeId === town.residentIdOf(bsnOf('Noa Zon')));
    expect(own?.entries.filter(({ stage }) => stage === 'notice')).toMatchObject([{ state: 'closed', reason: 'told' }]);
  });

  it('tells the other parent nothing again when the child has moved there', async () => {
    expect(await seen('Tim Baars')).toEqual(['SENT 1']);
    const otto = (await town.agendas()).find(
      ({ addresseeId }) => addresseeId === town.residentIdOf(bsnOf('Otto Baars')),
    );
    expect(otto?.entries.filter(({ stage }) => stage === 'notice')).toMatchObject([
      { state: 'closed', reason: 'told' },
    ]);
  });

  it('prints every letter once, and needs nothing that a role does not give', async () => {
    const letters = town.files('letters', 'closed/').filter((key) => key.endsWith('.pdf'));
    const sent = (await town.notices()).filter(({ state }) => state === 'SENT');
    expect(letters).toHaveLength(sent.length);
    expect([town.deadLetters(), town.problems(), town.roleProblems().uncovered]).toEqual([[], [], []]);
  });
});
