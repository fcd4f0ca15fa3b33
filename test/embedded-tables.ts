import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { agendas } from '#shared/store/agendas.ts';
import { approvals } from '#shared/store/approvals.ts';
import { batches } from '#shared/store/batches.ts';
import { breakers } from '#shared/store/breakers.ts';
import { deliveries } from '#shared/store/deliveries.ts';
import { epochs } from '#shared/store/epochs.ts';
import { notices } from '#shared/store/notices.ts';
import { orphans } from '#shared/store/orphans.ts';
import { residents } from '#shared/store/residents.ts';
import { runs } from '#shared/store/runs.ts';
import { switches } from '#shared/store/switches.ts';
import { worklist } from '#shared/store/worklist.ts';

/** The deployed table epoch, as these tests have it. */
export const TABLE_EPOCH = '1/Agenda/Notices';

const TABLES = { Residents: ['residentId'], Agenda: ['addresseeId'], Notices: ['pk', 'sk'] } as const;

/** The three tables on an embedded DynamoDB in this process, with every store on them. Call `stop` when done. */
export const embeddedTables = async () => {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  for (const [TableName, keys] of Object.entries(TABLES))
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
      }),
    );
  // Made at once, but not before the server comes to it: on a busy machine that is later than the answer.
  for (const TableName of Object.keys(TABLES))
    await waitUntilTableExists({ client, minDelay: 0.01, maxDelay: 0.2, maxWaitTime: 60 }, { TableName });
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    documents,
    residents: residents(documents, 'Residents'),
    agendas: agendas(documents, 'Agenda'),
    notices: notices(documents, 'Notices'),
    runs: runs(documents, 'Notices'),
    approvals: approvals(documents, 'Notices'),
    batches: batches(documents, 'Notices'),
    breakers: breakers(documents, 'Notices'),
    worklist: worklist(documents, 'Notices'),
    switches: switches(documents, 'Notices', TABLE_EPOCH),
    epochs: epochs(documents, 'Notices'),
    deliveries: deliveries(documents, 'Notices'),
    orphans: orphans(documents, 'Notices'),
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
};
export type EmbeddedTables = Awaited<ReturnType<typeof embeddedTables>>;
