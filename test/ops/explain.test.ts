import { describe, expect, it } from 'vitest';
import { explain } from '#infra/ops/why/explain.ts';
import type { Case, Matter } from '#infra/ops/why/gather-case.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { decide } from '#shared/domain/decide.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import { serviceOf } from '#shared/services/index.ts';
import { aNotice, anAgenda, anEntry, aRecord, at, declaredAt, on, stoppedAs } from '#test/builders.ts';

const service = serviceOf('travel-document-expiry');
const NOW = at('2026-11-24T09:10:00.000Z');
const SUNDAY = at('2026-11-29T09:10:00.000Z');

const aCase = (over: Partial<Case> = {}): Case => ({
  now: NOW,
  about: 'resident-a',
  resident: {
    residentId: 'resident-a',
    listId: 'l',
    hash: 'h',
    asOf: on('2026-11-20'),
    record: aRecord(),
    agendas: ['resident-a'],
  },
  service,
  hash: 'whole',
  stage: 'open',
  halts: [],
  isRestored: false,
  matters: [],
  aboutOthers: 0,
  due: [],
  ...over,
});
const lying = (agenda = anAgenda(), now = NOW): Matter => {
  const [entry = anEntry()] = agenda.entries;
  const today = decide(agenda, new Set(agenda.entries.map(noticeIdOf)), on(now.slice(0, 10)), () => service)[0];
  return { id: noticeIdOf(entry), key: entry, lies: { agenda, entry }, ...(today && { today }) };
};
const told = (over: Parameters<typeof aNotice>[0]): Matter => {
  const notice = aNotice(over);
  return { id: notice.noticeId, key: entryKeyOf(notice.noticeId), notice };
};
const said = (over: Partial<Case>): string =>
  explain(aCase(over))
    .flatMap(({ title, lines }) => [title, ...lines])
    .join('\n');

describe('why something waits', () => {
  it.each([
    [
      'the cap',
      anAgenda({
        sent: [
          { on: on('2026-11-20'), notice: 'x' },
          { on: on('2026-11-21'), notice: 'y' },
        ],
      }),
      NOW,
      /Wacht, omdat de inwoner al twee berichten in dertig dagen kreeg.*\n.*kreeg de geadresseerde 2 berichten van hoogstens 2/,
    ],
    [
      'a block',
      anAgenda({ blocked: 'contested' }),
      NOW,
      /Wacht, omdat twee persoonslijsten hetzelfde burgerservicenummer noemen/,
    ],
    ['a Sunday', anAgenda({ reach: declaredAt({ email: 'a@example.org' }) }), SUNDAY, /op zondagen en feestdagen/],
    [
      'a stop',
      anAgenda({ stops: stoppedAs(`service:${service.id}`) }),
      NOW,
      /Gaat niet uit, omdat de inwoner, of een andere ouder, hierover geen berichten wil/,
    ],
    [
      'a hand-over',
      anAgenda({ entries: [anEntry({ handOver: 'curator-unknown' })] }),
      NOW,
      /moet een medewerker bepalen[\s\S]*omdat er een curator is, en niet bekend is wie/,
    ],
    [
      'its day',
      anAgenda({ entries: [anEntry({ from: on('2026-11-27') })] }),
      NOW,
      /Nog niet aan de beurt: over 3 dagen/,
    ],
    ['room', anAgenda(), NOW, /Kan uit per brief, zodra de planning van 10.05 uur/],
    [
      'a window that is over',
      anAgenda({ entries: [anEntry({ until: on('2026-11-20') })] }),
      NOW,
      /de termijn voorbij was/,
    ],
    [
      'a channel that bounced',
      anAgenda({ suppressed: { email: 'BOUNCED' }, stops: stoppedAs('channel:sms') }),
      NOW,
      /Per e-mail kan niet meer: een eerder bericht is niet aangekomen\.\nPer sms wil de inwoner niet\./,
    ],
  ])('%s', (_, agenda, now, expected) => {
    expect(said({ now, matters: [lying(agenda, now)] })).toMatch(expected);
  });

  it('a halt, with who and why', () => {
    const halts = [{ name: 'channel:email', reason: 'storing', at: NOW, by: 'Anna' }];
    expect(said({ halts, matters: [told({ state: 'QUEUED' })] })).toMatch(
      /Wacht: kanaal e-mail, sinds 24-11-2026 10:10, door Anna: storing/,
    );
  });

  it('hours', () => {
    expect(said({ now: SUNDAY, matters: [told({ state: 'QUEUED' })] })).toMatch(/op werkdagen van 9 tot 20 uur/);
    expect(said({ matters: [told({ state: 'QUEUED' })] })).toMatch(/elk kwartier wordt nagekeken/);
  });

  it('a service that is off', () => {
    expect(said({ service: undefined, matters: [lying()] })).toMatch(/Wacht: de dienst staat uit/);
  });
});

describe('why something was decided', () => {
  it('names the register and its date, the basis, the evidence and every step', () => {
    const text = said({
      matters: [
        told({ state: 'DELIVERED', evidence: ['due:20261101', 'to:self', 'by:declared', 'declared:desk.2026-09-01'] }),
      ],
    });
    expect(text).toMatch(/basisregistratie personen, zoals geleverd op 20 november 2026/);
    expect(text).toMatch(/Grondslag: AVG artikel 6/);
    expect(text).toMatch(/Langs deze weg, omdat de inwoner opgaf.*\n.*aan de balie op, op 1 september 2026/);
    expect(text).toMatch(/vanaf 1 november 2026/);
    expect(text).toMatch(/wordt verzonden, bij het verzenden\n.*aangekomen, volgens de bezorger/);
  });

  it('says why it ended, and by which version', () => {
    const text = said({ hash: 'newer', matters: [told({ state: 'CANCELLED', reason: 'service-changed' })] });
    expect(text).toMatch(
      /Ingetrokken, wordt opnieuw bekeken, omdat de regel of de tekst van de dienst intussen veranderd is/,
    );
    expect(text).toMatch(/andere versie van de dienst \(whole\) dan die nu geldt \(newer\)/);
  });

  it('names no name and no address', () => {
    expect(said({ matters: [lying(anAgenda({ reach: declaredAt({ email: 'anna@example.org' }) }))] })).not.toMatch(
      /Anna|Bakker|example\.org|Zonnebloem/,
    );
  });
});

it('says what the rule finds where nothing lies on an agenda', () => {
  expect(said({})).toMatch(/De regel vindt in de registers niets/);
  expect(said({ aboutOthers: 2 })).toMatch(/staan er 2 dingen over een kind/);
  const { due: _, ...without } = aCase();
  expect(
    explain(without)
      .flatMap(({ lines }) => lines)
      .join(),
  ).toMatch(/niet te vertrouwen/);
  const due = [
    {
      service: service.id,
      agenda: 'resident-a',
      occasion: 'PN-x',
      stage: 'notice' as const,
      from: on('2026-01-01'),
      until: on('2026-02-01'),
    },
  ];
  expect(said({ due })).toMatch(/kon van 1 januari 2026 tot 1 februari 2026; dat is voorbij/);
});
