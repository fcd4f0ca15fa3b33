import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '#infra/ops/person-of.ts';
import { tryOf } from '#shared/domain/notice.ts';
import { worklist } from '#shared/store/worklist.ts';
import { at, on } from '#test/builders.ts';
import { bsnOf, deliveryOf, lo3Day, startTown, type Town } from '#test/e2e/town.ts';
import { operate, type Said } from './operate.ts';

const TODAY = on('2026-11-24');
const SERVICE = 'travel-document-expiry';
const data = mkdtempSync(join(tmpdir(), 'tijdig-ops-'));
let town: Town;
const give = (...args: readonly string[]): Promise<Said> => operate([...args, '--data', data]);
const idOf = (name: string) => town.residentIdOf(bsnOf(name));

beforeAll(async () => {
  town = await startTown(TODAY, undefined, data);
  const people = [
    { name: 'Bakker', documents: { PN: lo3Day(TODAY, 70) } },
    { name: 'Visser', documents: { PN: lo3Day(TODAY, 71) } },
    { name: 'Smit', documents: { PN: lo3Day(TODAY, 70) }, curatele: true },
  ];
  await town.runDay(TODAY, {
    deliveries: [{ key: `deliveries/persons-full-${TODAY}.csv`, content: deliveryOf(people) }],
  });
});
afterAll(() => town.stop());

describe('the worklist', () => {
  let id: string;

  it('lists what is to be done, by when, and why', async () => {
    const { code, out } = await give('work', 'list');
    expect(code).toBe(0);
    expect(out).toMatch(
      /01-12-2026 {2}[0-9a-f]{16} {2}Inwoner zelf benaderen {2}– +er een curator is, en niet bekend is wie/,
    );
    id = /[0-9a-f]{16}/.exec(out)?.[0] as string;
    expect((await give('work', 'list', '--overdue')).out).toBe('Er is niets te doen.');
    expect((await give('work', 'list', '--kind', 'unknown-outcome')).out).toBe('Er is niets te doen.');
  });

  it('is taken by one person, who says what came of it', async () => {
    expect((await give('work', 'done', id, 'called', '--as', 'Anna')).out).toMatch(/doe eerst work take/);
    const taken = await give('work', 'take', id, '--as', 'Anna');
    expect([taken.code, taken.out]).toEqual([0, expect.stringMatching(/Anna[\s\S]*npm run ops -- why /)]);
    const other = await give('work', 'take', id, '--as', 'Bea');
    expect([other.code, other.out]).toEqual([1, expect.stringMatching(/Deze zaak is van Anna/)]);
    expect((await give('work', 'done', id, 'arrived', '--as', 'Anna')).out).toMatch(
      /wel: called, visited, written, not-reached, not-needed/,
    );
    expect((await give('work', 'give-back', id, '--as', 'Bea')).code).toBe(0);
    expect((await give('work', 'take', id, '--as', 'Bea')).code).toBe(0);
    const done = await give('work', 'done', id, 'called', '--as', 'Bea');
    expect([done.code, done.out]).toEqual([0, expect.stringMatching(/Bea: gebeld/)]);
    expect((await give('work', 'take', id, '--as', 'Anna')).out).toMatch(/Al gedaan door Bea: gebeld/);
    expect((await give('work', 'take', 'nothing', '--as', 'Anna')).out).toMatch(/geen zaak met dit nummer/);
  });

  it('is a file for a spreadsheet', async () => {
    const out = join(data, 'werk.csv');
    await worklist(town.clients.documents, town.tables.notices as string).add({
      kind: 'service-halted',
      subject: `${SERVICE}#${TODAY}`,
      reason: 'unusual:above-its-band',
      at: at('2026-11-24T09:05:00.000Z'),
    });
    expect((await give('work', 'export', '--out', out)).out).toMatch(/^1 zaak geschreven naar/);
    expect(readFileSync(out, 'utf8')).toMatch(/"Dienst is stilgezet";"unusual:above-its-band"/);
    const [item] = JSON.parse((await give('work', 'list', '--json')).out) as { id: string }[];
    await give('work', 'take', item?.id as string, '--as', 'Anna');
    const released = await give('work', 'done', item?.id as string, 'released', '--as', 'Anna');
    expect(released.out).toMatch(/nog niet door: npm run ops -- resume service travel-document-expiry/);
  });
});

describe('a message of which nobody knows whether it arrived', () => {
  /** As the sweep leaves it, when no event came. */
  const unknown = async (name: string): Promise<string> => {
    const notice = (await town.notices()).find(
      ({ addresseeId, state }) => addresseeId === idOf(name) && state === 'SENT',
    );
    if (!notice) throw new Error(`no letter to ${name}`);
    const { noticeId } = notice;
    const [pk, ...rest] = noticeId.split('#');
    await town.clients.documents.send(
      new UpdateCommand({
        TableName: town.tables.notices,
        Key: { pk, sk: rest.join('#') },
        UpdateExpression: 'SET #state = :unknown',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':unknown': 'UNKNOWN_FINAL' },
      }),
    );
    const work = {
      kind: 'unknown-outcome',
      subject: noticeId,
      time: tryOf(notice),
      addresseeId: idOf(name),
      reason: 'no-event',
    } as const;
    await worklist(town.clients.documents, town.tables.notices as string).add({
      ...work,
      at: at('2026-11-25T09:00:00.000Z'),
    });
    return noticeId;
  };

  it('arrived, when somebody says so', async () => {
    const noticeId = await unknown('Bakker');
    const settled = await give('settle', noticeId, 'arrived', '--as', 'Anna');
    expect([settled.code, settled.out]).toEqual([0, 'Aangekomen.']);
    expect((await town.notices()).find((each) => each.noticeId === noticeId)?.state).toBe('DELIVERED');
    const again = await give('settle', noticeId, 'lost', '--as', 'Anna');
    expect([again.code, again.complaint]).toEqual([1, expect.stringMatching(/niets meer onzeker: aangekomen/)]);
  });

  it('is made up for by letter, when it was lost', async () => {
    const noticeId = await unknown('Visser');
    expect((await give('settle', noticeId, 'lost', '--as', 'Anna')).out).toMatch(/een brief maakt het goed/);
    const agenda = (await town.agendas()).find(({ addresseeId }) => addresseeId === idOf('Visser'));
    expect(agenda?.entries.filter(({ stage, state }) => stage === 'recovery' && state === 'open')).toHaveLength(1);
    expect((await give('why', '--resident', idOf('Visser'), '--service', SERVICE)).out).toMatch(
      /Brief in plaats van een mislukt bericht/,
    );
    expect((await give('work', 'list')).out).toBe('Er is niets te doen.');
  });

  it('has to be one that there is', async () => {
    expect((await give('settle', `x#${SERVICE}#PN-x#notice`, 'lost')).complaint).toMatch(/er is geen bericht/);
  });
});

describe('approvals', () => {
  let hash: string;
  const forget = async () => {
    await town.clients.documents.send(
      new PutCommand({
        TableName: town.tables.notices,
        Item: { pk: `approval#${SERVICE}`, sk: hash, service: SERVICE, hash, v: 1, seats: {} },
      }),
    );
  };

  it('of the version that is deployed are shown', async () => {
    const { code, out } = await give('approve', SERVICE, '--json');
    ({ hash } = JSON.parse(out) as { hash: string });
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ stage: 'open', author: 'bouwer@voorbeeldstad.example' }),
    ]);
  });

  it('are given by two people who are not the author, for this very version', async () => {
    await forget();
    expect((await give('status')).out).toMatch(/deze versie is niet goedgekeurd/);
    const asked = async (by: string, which = hash) => give('approve', SERVICE, '--hash', which, '--as', by);
    expect((await asked('bouwer@voorbeeldstad.example')).out).toMatch(/Niet goedgekeurd: wie de dienst maakte/);
    expect((await asked('anna@voorbeeldstad.example', 'another')).out).toMatch(/niet de versie die hier staat/);
    expect((await asked('Anna')).complaint).toMatch(/vraagt om uw e-mailadres/);
    const first = await asked('anna@voorbeeldstad.example');
    expect([first.code, first.out]).toEqual([
      0,
      expect.stringMatching(/proef: wacht op de tweede[\s\S]*0 van 25 berichten/),
    ]);
    const same = await asked('Anna@Voorbeeldstad.example');
    expect([same.code, same.out]).toEqual([1, expect.stringMatching(/u gaf al de eerste goedkeuring/)]);
    expect((await asked('bea@voorbeeldstad.example')).out).toMatch(/goedgekeurd: gaat naar iedereen/);
    expect((await asked('carl@voorbeeldstad.example')).out).toMatch(/al door twee mensen goedgekeurd/);
  });

  it('are withdrawn for good', async () => {
    const gone = await give('withdraw', SERVICE, '--hash', hash, '--as', 'anna@voorbeeldstad.example');
    expect([gone.code, gone.out]).toEqual([0, expect.stringMatching(/gaat niets meer uit/)]);
    expect((await give('withdraw', SERVICE, '--hash', hash, '--as', 'anna@voorbeeldstad.example')).complaint).toMatch(
      /al ingetrokken, door anna@/,
    );
    expect(
      (await give('withdraw', SERVICE, '--hash', 'other', '--as', 'anna@voorbeeldstad.example')).complaint,
    ).toMatch(/door niemand goedgekeurd/);
    const again = await give('approve', SERVICE, '--hash', hash, '--as', 'bea@voorbeeldstad.example');
    expect([again.code, again.out]).toEqual([1, expect.stringMatching(/dat is voorgoed[\s\S]*ingetrokken {3}anna@/)]);
    const status = await give('status');
    expect([status.code, status.out]).toEqual([
      1,
      expect.stringMatching(/versie \w+ van dienst travel-document-expiry.*door anna@.*: goedkeuring ingetrokken/),
    ]);
  });

  it('know somebody by the address under which AWS knows them, whatever the role', () => {
    expect(personOf('arn:aws:sts::1:assumed-role/AWSReservedSSO_Beheer_1/anna@voorbeeldstad.nl')).toBe(
      'anna@voorbeeldstad.nl',
    );
    expect(() => personOf('arn:aws:iam::1:user/anna')).toThrow(/vraagt om uw e-mailadres/);
    expect(() => personOf('onbekend')).toThrow(/vraagt om uw e-mailadres/);
  });
});

describe('wrong use', () => {
  it.each([
    [['work'], /zeg wat: list, take/],
    [['work', 'list', 'more'], /more hoort hier niet bij/],
    [['work', 'list', '--kind', 'unknown'], /--kind unknown: er zijn handed-over/],
    [['work', 'take'], /zeg welke zaak/],
    [['work', 'take', 'id', 'more'], /more hoort hier niet bij/],
    [['work', 'done', 'id'], /zeg wat ervan kwam: called/],
    [['work', 'export'], /--out BESTAND/],
    [['work', 'export', '--out', '/tmp'], /is een map/],
    [['settle', 'x'], /zeg welk bericht/],
    [['settle', 'a#b#c#notice', 'maybe'], /arrived of lost/],
    [['approve'], /zeg welke dienst/],
    [['withdraw', SERVICE], /zeg welke versie/],
  ])('%j', async (args, why) => {
    const { code, complaint } = await operate([...args, '--data', 'somewhere']);
    expect([code, complaint]).toEqual([2, expect.stringMatching(why)]);
  });
});
