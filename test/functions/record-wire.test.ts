import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wire } from '#functions/record/wire.ts';
import { noticeIdOf } from '#shared/domain/agenda.ts';
import { aNotice, anAgenda, anEntry, at } from '#test/builders.ts';
import { type EmbeddedTables, embeddedTables } from '#test/embedded-tables.ts';
import { aTag, TAG_KEY } from '#test/tags.ts';

let tables: EmbeddedTables;
let lines: string[];
beforeAll(async () => {
  tables = await embeddedTables();
});
afterAll(() => tables.stop());

/** The function as it is deployed, given one batch of the queue. */
const work = async (bodies: readonly object[]) => {
  lines = [];
  const secrets = { send: async () => ({ SecretString: TAG_KEY.toString('hex') }) } as unknown as SecretsManagerClient;
  const handler = wire(
    { AGENDA_TABLE: 'Agenda', NOTICES_TABLE: 'Notices', EPOCH: '1', TAG_SECRET: 'arn' },
    {
      dynamo: tables.documents,
      secrets,
      now: () => at('2026-11-24T10:00:00.000Z'),
      log: (msg) => void lines.push(msg),
    },
  );
  const Records = bodies.map((body, n) => ({ messageId: `message-${n}`, body: JSON.stringify(body) }));
  return handler({ Records } as SQSEvent, {} as Context);
};
const sent = async (name: string) => {
  const noticeId = noticeIdOf(anEntry({ about: name }));
  const notice = aNotice({ noticeId, parts: [noticeId], addresseeId: name, state: 'SENT', attempt: 1 });
  await tables.notices.putOver(notice, undefined);
  await tables.agendas.create(anAgenda({ addresseeId: name, entries: [] }));
  return (eventType: 'Delivery' | 'Complaint') => ({
    eventType,
    mail: { messageId: `m-${name}`, tags: { notice: [aTag(noticeId)] } },
  });
};

describe('record, as it is wired', () => {
  it('counts what a batch delivered, and gives back only what failed', async () => {
    const told = await Promise.all(Array.from({ length: 8 }, (_, n) => sent(`delivered-${n}`)));
    const answer = await work([...told.map((tell) => tell('Delivery')), { eventType: 'Nonsense' }]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-8' }] });
    expect(await tables.breakers.get('email')).toMatchObject({ outcomes: 8 });
    await work(told.map((tell) => tell('Delivery'))); // the same again
    expect(await tables.breakers.get('email')).toMatchObject({ outcomes: 8 });
  });

  it('halts e-mail at the second complaint', async () => {
    const told = await Promise.all([sent('angry'), sent('angrier')]);
    await work(told.map((tell) => tell('Complaint')));
    expect(lines).toEqual(['breaker-tripped']);
    expect(await tables.switches.halted(['channel:email'])).toBe('channel:email');
  });
});
