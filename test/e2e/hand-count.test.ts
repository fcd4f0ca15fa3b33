import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bill, billOf } from '#infra/local/meter/bill.ts';
import { sum, times, type Units } from '#infra/local/meter/units.ts';
import { settings } from '#infra/settings.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { batches } from '#shared/store/batches.ts';
import { deliveryOf, lo3Day, reachabilityOf, startTown, type Town } from './town.ts';

const DAY = '2026-11-24' as IsoDate;
const PEOPLE = [
  { name: 'Aarts', documents: { PN: lo3Day(DAY, 70) } },
  { name: 'Bosch', documents: { NI: lo3Day(DAY, 80) } },
  { name: 'Claes', documents: { PN: lo3Day(DAY, 70) } },
  { name: 'Dirks', documents: { PN: lo3Day(DAY, 75) } },
  { name: 'Evers', documents: { PN: lo3Day(DAY, 70), NI: lo3Day(DAY, 75) } },
  { name: 'Faber', documents: { PN: lo3Day(DAY, 900) } },
];
const [EMAILS, LETTERS, NOTICES, RESIDENTS] = [2, 3, 5, 6];
const SEGMENTS = settings.local.segments;

let town: Town;
let bill: Bill;
beforeAll(async () => {
  town = await startTown(DAY);
  await town.deliver('persons-full', DAY, deliveryOf(PEOPLE));
  await town.deliver('reachability', DAY, reachabilityOf(['Aarts', 'Bosch']));
  await town.at('backfill', '2026-11-24T04:05:00Z');
  // Letters made at the same moment may each open the day's batch, so it is open before, by our own hand.
  await batches(town.clients.documents, town.tables.notices as string).open(DAY, 2_000_000_000);
  await town.at('scan', '2026-11-24T09:05:00Z');
  await town.at('sweep', '2026-11-24T09:30:00Z');
  await town.at('close-batch', '2026-11-24T16:30:00Z');
  await town.at('sweep', '2026-11-24T16:45:00Z');
  bill = billOf({
    metered: town.metered(),
    functions: town.functions,
    logs: town.logs,
    notices: await town.notices(),
  });
});
afterAll(() => town.stop());

type Line = readonly [times: number, units: Units, why: string];

/** Every call of the day for five notices, two by e-mail and three by letter, one of these for two documents. */
const HAND_COUNT: Readonly<Record<string, readonly Line[]>> = {
  scan: [
    [1, { wru: 1 }, 'the table epoch is the deployed one, or is kept from now on'],
    [1, { rru: 1 }, 'is there a run of today? a missing item is the smallest'],
    [SEGMENTS, { rru: 0.5 }, 'a page of agendas per segment, below 4 KiB, eventually consistent'],
    [1, { rru: 1 }, 'the epoch'],
    [1, { rru: 1 }, 'what is halted, and by whom'],
    [1, { rru: 1 }, 'the approval of the service'],
    [1, { rru: 1 }, 'which run was the last? none'],
    [1, { s3Put: 1 }, 'the plan'],
    [2, { wru: 1 }, 'the run is listed as open, and put'],
    [1, { rru: 1 }, 'the run again, as it stands'],
    [1, { wru: 1 }, 'it is the last run now'],
    [1, { s3Get: 1 }, 'the plan that it names'],
    [1, { sqs: 1 }, 'one pack of candidates'],
    [1, { wru: 1 }, 'the cursor'],
  ],
  decide: [
    [1, { rru: 1 }, 'were the tables restored?'],
    [1, { rru: 1 }, 'the approval of the service, once for the pack'],
    [NOTICES, { rru: 1 }, 'the agenda'],
    [1, { rru: 1 }, 'is there anything under the second document? a missing item'],
    [1, { wru: 1 }, 'the ref for the second document'],
    [NOTICES, { wru: 1 }, 'the notice is put'],
    [NOTICES, { wru: 1 }, 'the claim'],
    [2, { sqs: 1 }, 'the bell of each channel, once for all'],
  ],
  'dispatch-email': [
    [EMAILS, { rru: 1 }, 'the notice'],
    [EMAILS, { rru: 1 }, 'the agenda'],
    [EMAILS, { rru: 1 }, 'what is halted'],
    [EMAILS, { rru: 1 }, 'the record, below 4 KiB'],
    [EMAILS, { s3Put: 2 }, 'the copy and the mail as sent'],
    [EMAILS, { wru: 1 }, 'SENDING'],
    [EMAILS, { sesRecipients: 1 }, 'the mail'],
    [EMAILS, { wru: 1 }, 'SENT: refused or not, it is billed'],
  ],
  'dispatch-letter': [
    [LETTERS, { rru: 1 }, 'the notice'],
    [LETTERS, { rru: 1 }, 'the agenda'],
    [LETTERS, { rru: 1 }, 'what is halted'],
    [LETTERS, { rru: 1 }, 'the record'],
    [LETTERS, { rru: 1 }, 'the batch of the day'],
    [LETTERS, { s3Put: 2 }, 'the copy and the letter'],
    [LETTERS, { wru: 1 }, 'a member of the batch'],
    [LETTERS, { wru: 1 }, 'BATCHED'],
  ],
  'close-batch': [
    [1, { rru: 1 }, 'were the tables restored?'],
    [1, { rru: 1 }, 'which batches are not finished'],
    [1, { rru: 1 }, 'the batch'],
    [1, { wru: 1 }, 'CLOSING'],
    [1, { rru: 1 }, 'its members, one page'],
    [LETTERS, { rru: 2 }, 'does it still go? the notice and the agenda'],
    [LETTERS, { rru: 1 }, 'the record: does it stand as it stood when the letter was written?'],
    [LETTERS, { rru: 1 }, 'what is halted'],
    [LETTERS, { s3Get: 1 }, 'is it the letter that was put?'],
    [1, { s3Put: 1 }, 'the manifest'],
    [1, { wru: 1 }, 'CLOSED, with this manifest'],
    [1, { rru: 1 }, 'the batch, as it was closed'],
    [1, { s3Get: 1 }, 'the manifest that it names'],
    [LETTERS, { s3Get: 1, s3Put: 1 }, 'each letter to the printer'],
    [1, { s3Put: 1 }, 'the manifest, last'],
    [LETTERS, { rru: 1, wru: 1 }, 'the notice, and SENT'],
    [1, { wru: 1 }, 'the batch is off the list'],
  ],
  sweep: [
    [2, { rru: 1 }, 'were the tables restored?'],
    [2, { rru: 1 }, 'which batches are not finished; none, the second time'],
    [1, { rru: 1 }, 'the batch, still open'],
    [2, { rru: 1 }, 'which runs are open'],
    [2, { rru: 1 }, 'the run'],
    [2, { s3Get: 1 }, 'its plan'],
    [2, { sqs: 1 }, 'is anything still to be decided?'],
    [2, { rru: 6 }, 'what stands under six entries: five notices and a ref'],
    [2, { rru: 1 }, 'what the ref refers to'],
    [1, { rru: 1 }, 'the batch that letters wait in, the first time'],
    [2, { wru: 1 }, 'when it was looked at'],
    [1, { wru: 1 }, 'the run is closed'],
    [1, { rru: 1 }, 'what is overdue'],
  ],
};

const WIRE = ['wru', 'rru', 's3Put', 's3Get', 'sesRecipients'] as const;
const onWire = (units: Units | undefined): Units =>
  Object.fromEntries(WIRE.flatMap((unit) => (units?.[unit] ? [[unit, units[unit]]] : [])));
const byHand = (lines: readonly Line[]): Units => sum(lines.map(([count, units]) => times(units, count)));
const invocations = (name: string) => town.functions.find((each) => each.name === name)?.spent.invocations ?? 0;

describe('the meter, beside a count by hand of a day with five notices', () => {
  it('had the day that was counted', async () => {
    const states = (await town.notices()).map(({ state, channel }) => `${channel} ${state}`);
    expect(states.sort()).toEqual([...Array(EMAILS).fill('email DELIVERED'), ...Array(LETTERS).fill('letter SENT')]);
  });

  it.each(Object.keys(HAND_COUNT))('%s', (name) => {
    expect(onWire(bill.byFunction[name])).toEqual(onWire(byHand(HAND_COUNT[name] as readonly Line[])));
  });

  it('record: an event reads, and only one that changes something writes', () => {
    const { rru, wru = 0 } = bill.byFunction.record as Units;
    expect(rru).toBe(EMAILS * 2); // Send and Delivery
    // DELIVERED is written. SENT is by whoever comes first, dispatch or the Send event: one more for each event that did.
    // And each batch of events that brought a delivery counts it for the breaker: one write, or one for each.
    expect(wru).toBeGreaterThanOrEqual(EMAILS + 1);
    expect(wru).toBeLessThanOrEqual(EMAILS * 3);
  });

  it('queues: what functions send, and a receive and a delete for each batch that a function was given', () => {
    for (const name of ['scan', 'decide', 'dispatch-email', 'dispatch-letter', 'record', 'sweep']) {
      const { sqs: sent = 0 } = byHand(HAND_COUNT[name] ?? []);
      const polled = name === 'scan' || name === 'sweep' ? 0 : 2 * invocations(name);
      expect(bill.byFunction[name]?.sqs, name).toBeCloseTo(sent + polled);
    }
    expect(bill.byFunction.sns).toEqual({ sns: EMAILS * 2, sqsDelivered: EMAILS * 2 });
  });

  it('functions and schedules', () => {
    for (const { name, memory, spent } of town.functions) {
      expect(bill.byFunction[name]).toMatchObject({ lambdaInvocations: spent.invocations, lambdaMs: spent.billedMs });
      expect(bill.byFunction[name]?.lambdaGbMs, name).toBeCloseTo((spent.billedMs * memory) / 1024, 0);
    }
    expect(bill.byFunction['schedule sweep']).toEqual({ schedulerFirings: 2 });
  });

  it('is divided over what it was for, and nothing is lost by it', () => {
    const { email, letter } = bill.perNotice;
    expect([email.notices, letter.notices, bill.perResidentScanned.residents]).toEqual([EMAILS, LETTERS, RESIDENTS]);
    expect(onWire(email.by['dispatch-email'])).toEqual({ rru: 4, s3Put: 2, sesRecipients: 1, wru: 2 });
    // Of the two reads for the whole pack, the part of an e-mail's three calls in all seventeen.
    expect(onWire(email.by.decide)).toEqual({ rru: expect.closeTo(1 + (2 * 3) / 17), wru: 2 });
    expect(letter.by.decide?.wru).toBeCloseTo(2 + 1 / LETTERS); // one of them has a ref
    expect(bill.perResidentScanned.rru).toBeCloseTo((SEGMENTS * 0.5) / RESIDENTS);
    for (const unit of ['wru', 'rru', 'sqs', 's3Put', 's3Get', 'lambdaMs', 'logBytes'] as const) {
      const parts = [
        (email[unit] ?? 0) * EMAILS,
        (letter[unit] ?? 0) * LETTERS,
        (bill.perResidentScanned[unit] ?? 0) * RESIDENTS,
        bill.noMessage[unit] ?? 0,
        bill.intake[unit] ?? 0,
      ];
      const total = parts.reduce((all, part) => all + part, 0);
      expect(Math.abs(total - (bill[unit] ?? 0)) / (bill[unit] ?? 1), unit).toBeLessThan(1e-4);
    }
  });
});
