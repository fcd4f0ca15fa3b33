import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { type LocalStack, startLocal } from '#infra/local/stack.ts';
import { arn, CALL, functionOf, handMadeApp, queueInto, ref } from './hand-made-app.ts';

const THINGS = { 'Fn::ImportValue': 'Registers:Things' };

/** Keeps the body of each message in a table; `poison` fails, `hang` never ends. */
const KEEP = `${CALL}
  export const handler = async ({ Records }, context) => {
    const batchItemFailures = [];
    for (const { messageId, body } of Records) {
      if (body === 'poison') { batchItemFailures.push({ itemIdentifier: messageId }); continue; }
      if (body === 'hang') await new Promise(() => setInterval(() => {}, 1000));
      const Item = { id: { S: body }, at: { S: new Date().toISOString() }, left: { N: String(context.getRemainingTimeInMillis()) } };
      await call('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: process.env.TABLE, Item });
    }
    console.info(JSON.stringify({ msg: 'kept', count: Records.length - batchItemFailures.length }));
    return { batchItemFailures };
  };`;

const ECHO = `export const handler = async (event) => ({ event, now: Date.now(), date: Date(), name: process.env.AWS_ACCESS_KEY_ID,
  isDate: new Date() instanceof Date, fixed: new Date(0).toISOString(), path: process.env.PATH ?? null, root: process.env.LAMBDA_TASK_ROOT });`;

const app = (more: Record<string, unknown> = {}) =>
  handMadeApp(
    {
      Registers: {
        Resources: {
          Things: {
            Type: 'AWS::DynamoDB::Table',
            Properties: {
              KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
              AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            },
          },
        },
        Outputs: { Name: { Value: ref('Things'), Export: { Name: 'Registers:Things' } } },
      },
      Pipeline: {
        Resources: {
          ...functionOf('Keep', {
            Timeout: 1,
            variables: { TABLE: THINGS },
            statements: [
              { Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], Resource: arn('Inbox') },
              {
                Action: 'dynamodb:PutItem',
                Resource: {
                  'Fn::Join': [
                    '',
                    ['arn:aws:dynamodb:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':table/', THINGS],
                  ],
                },
              },
            ],
          }),
          ...functionOf('Echo'),
          ...functionOf('Broken'),
          Files: { Type: 'AWS::S3::Bucket' },
          ...queueInto('Inbox', 'Keep'),
          ...queueInto('Bin', 'Broken'),
          ScheduleRole: {
            Type: 'AWS::IAM::Role',
            Properties: {
              Policies: [
                {
                  PolicyName: 'p',
                  PolicyDocument: {
                    Statement: { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn('Echo') },
                  },
                },
              ],
            },
          },
          Morning: {
            Type: 'AWS::Scheduler::Schedule',
            Properties: {
              ScheduleExpression: 'cron(5 10 * * ? *)',
              ScheduleExpressionTimezone: 'Europe/Amsterdam',
              Target: {
                Arn: arn('Echo'),
                RoleArn: arn('ScheduleRole'),
                Input: '{"at":"<aws.scheduler.scheduled-time>"}',
              },
            },
          },
          ...more,
        },
      },
    },
    { Keep: KEEP, Echo: ECHO, Broken: `throw new Error('no such variable');` },
  );

const start = async (dataDir?: string, cdkOut = app()): Promise<LocalStack> => {
  const stack = await startLocal({ cdkOut, on: '2015-11-02', dataDir });
  onTestFinished(() => stack.stop().catch(() => {}));
  return stack;
};
const send = (stack: LocalStack, queue: string, MessageBody: string) =>
  stack.clients.sqs.send(new SendMessageCommand({ QueueUrl: stack.queues[queue], MessageBody }));
const thing = async (stack: LocalStack, id: string) =>
  (await stack.clients.documents.send(new GetCommand({ TableName: stack.tables.things, Key: { id } }))).Item;

test('a message goes through queue, function and table; a poisoned one ends in the dead letters', async () => {
  const stack = await start();
  for (const body of ['a', 'poison', 'b']) await send(stack, 'inbox', body);
  await stack.drain();
  expect(await thing(stack, 'a')).toMatchObject({ id: 'a' });
  expect(await thing(stack, 'b')).toMatchObject({ id: 'b' });
  expect(stack.deadLetters()).toEqual([{ name: 'inbox-dead-letters', count: 1 }]);
  expect(stack.logs.map(({ line }) => line.msg)).toContain('kept');
  expect(stack.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
});

test('a message that is delayed is worked when all else is done, without waiting for its time', async () => {
  const stack = await start();
  const later = { QueueUrl: stack.queues.inbox, MessageBody: 'later', DelaySeconds: 900 };
  await stack.clients.sqs.send(new SendMessageCommand(later));
  await send(stack, 'inbox', 'now');
  await stack.drain();
  expect([await thing(stack, 'now'), await thing(stack, 'later')]).toMatchObject([{ id: 'now' }, { id: 'later' }]);
});

test('time in a function is simulated, and its environment is its own', async () => {
  const stack = await start();
  stack.clock.moveTo(new Date('2015-11-02T09:05:00Z'));
  const answer = (await stack.invoke('echo', { x: 1 })) as Record<string, unknown>;
  expect(new Date(answer.now as number).toISOString()).toMatch(/^2015-11-02T09:05:0/);
  expect(answer).toMatchObject({
    event: { x: 1 },
    name: 'echo',
    isDate: true,
    fixed: '1970-01-01T00:00:00.000Z',
    path: null,
  });
  expect(answer.date).toContain('Nov 02 2015');
  expect(answer.root).toMatch(/asset\.Echo$/);
});

test('a schedule passes on the moment it was meant for', async () => {
  const stack = await start();
  const answer = await stack.fire('morning', new Date('2015-11-02T09:05:00Z'));
  expect(answer).toMatchObject({ event: { at: '2015-11-02T09:05:00Z' } });
  expect(stack.calls()).toContainEqual(
    expect.objectContaining({ caller: 'schedule morning', action: 'lambda:InvokeFunction' }),
  );
  expect(stack.roleProblems().uncovered).toEqual([]);
});

test('a function that takes too long is stopped, and a new one goes on', async () => {
  const stack = await start();
  await send(stack, 'inbox', 'hang');
  await stack.drain();
  await send(stack, 'inbox', 'after');
  await stack.drain();
  expect(stack.problems()).toEqual([
    { where: 'keep', what: 'Sandbox.Timedout: Task timed out after 1.00 seconds', count: 2 },
  ]);
  expect(await thing(stack, 'after')).toBeDefined();
});

test('a function that does not start fails its messages with the reason', async () => {
  const stack = await start();
  await send(stack, 'bin', 'x');
  await stack.drain();
  expect(stack.problems()).toEqual([{ where: 'broken', what: 'Error: no such variable', count: 2 }]);
  expect(stack.deadLetters()).toEqual([{ name: 'bin-dead-letters', count: 1 }]);
});

test('a call that the role does not allow is found', async () => {
  const stack = await start(undefined, app({ KeepRole: { Type: 'AWS::IAM::Role', Properties: {} } }));
  await send(stack, 'inbox', 'a');
  await stack.drain();
  const actions = stack.roleProblems().uncovered.map(({ action }) => action);
  expect(actions.sort()).toEqual([
    'dynamodb:PutItem',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
  ]);
});

test('a type of resource that is not known is an error that names it', async () => {
  const cdkOut = app({ Stream: { Type: 'AWS::Kinesis::Stream', Properties: {} } });
  await expect(startLocal({ cdkOut, on: '2015-11-02' })).rejects.toThrow('Stream is a AWS::Kinesis::Stream');
});

test('two stages at once are refused: their functions could not be told apart', async () => {
  const cdkOut = app({ ...functionOf('EchoFunction12345678'), EchoFunction12345678Role: { Type: 'AWS::IAM::Role' } });
  await expect(startLocal({ cdkOut, on: '2015-11-02' })).rejects.toThrow('two functions are called echo');
});

test('with a directory everything is there again, and nobody else may have it meanwhile', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-stack-'));
  const cdkOut = app();
  const first = await start(dataDir, cdkOut);
  first.clock.moveTo(new Date('2015-11-02T16:30:00Z'));
  await send(first, 'inbox', 'kept');
  await first.drain();
  await send(first, 'bin-dead-letters', 'left');
  first.upload('a/b.txt', 'text', 'files');
  await expect(start(dataDir, cdkOut)).rejects.toThrow('in use by another local stack');
  await first.stop();

  const second = await start(dataDir, cdkOut);
  expect(await thing(second, 'kept')).toBeDefined();
  expect(second.deadLetters()).toEqual([{ name: 'bin-dead-letters', count: 1 }]);
  expect(second.file('files', 'a/b.txt').toString()).toBe('text');
  expect(second.clock.now().toISOString()).toMatch(/^2015-11-02T16:30/);
  await send(second, 'inbox', 'another');
  await second.drain();
  expect(await thing(second, 'another')).toBeDefined();
});

test('a process that is killed in a call has the message again when it comes back', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-stack-'));
  const cdkOut = app();
  const child = fileURLToPath(new URL('./killed-child.ts', import.meta.url));
  const run = (when: string) =>
    spawnSync(process.execPath, [child, cdkOut, dataDir, `keep:dynamodb:PutItem:Things:${when}`], { encoding: 'utf8' });
  expect(run('before').signal).toBe('SIGKILL');
  const stack = await start(dataDir, cdkOut);
  expect(await thing(stack, 'once')).toBeUndefined();
  await stack.drain();
  expect(await thing(stack, 'once')).toBeDefined();
  await stack.stop();
  expect(run('after').signal).toBe('SIGKILL');
  const again = await start(dataDir, cdkOut);
  expect((await thing(again, 'once'))?.at).toMatch(/^2015-11-0[12]/); // its effect was done, and the message comes again
  expect(again.deadLetters()).toEqual([]);
});
