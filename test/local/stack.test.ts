import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { startLocal } from '#infra/local/stack.ts';
import { arn, CALL, functionOf, handMadeApp, queueInto, ref } from './hand-made-app.ts';

const KEEP = `${CALL}
  export const handler = async ({ Records }) => {
    const batchItemFailures = [];
    for (const { messageId, body } of Records) {
      if (body === 'poison') { batchItemFailures.push({ itemIdentifier: messageId }); continue; }
      const Item = { id: { S: body }, at: { S: new Date().toISOString() } };
      await call('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: process.env.TABLE, Item });
    }
    console.info(JSON.stringify({ msg: 'kept', count: Records.length - batchItemFailures.length }));
    return { batchItemFailures };
  };`;

const app = () =>
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
            variables: { TABLE: { 'Fn::ImportValue': 'Registers:Things' } },
            statements: [
              { Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], Resource: arn('Inbox') },
              {
                Action: 'dynamodb:PutItem',
                Resource: {
                  'Fn::Join': [
                    '',
                    [
                      'arn:aws:dynamodb:',
                      ref('AWS::Region'),
                      ':',
                      ref('AWS::AccountId'),
                      ':table/',
                      { 'Fn::ImportValue': 'Registers:Things' },
                    ],
                  ],
                },
              },
            ],
          }),
          ...queueInto('Inbox', 'Keep'),
        },
      },
    },
    { Keep: KEEP },
  );

test('a message goes through the queue, the function and the table, on the simulated clock', async () => {
  const stack = await startLocal({ cdkOut: app(), on: '2015-11-02' });
  try {
    for (const MessageBody of ['a', 'poison'])
      await stack.clients.sqs.send(new SendMessageCommand({ QueueUrl: stack.queues.inbox, MessageBody }));
    await stack.drain();
    const { Item } = await stack.clients.documents.send(
      new GetCommand({ TableName: stack.tables.things, Key: { id: 'a' } }),
    );
    expect(Item?.at).toMatch(/^2015-11-01T23:0/);
    expect(stack.deadLetters()).toEqual([{ name: 'inbox-dead-letters', count: 1 }]);
    expect(stack.logs.map(({ line }) => line.msg)).toContain('kept');
    expect(stack.roleProblems()).toEqual({ uncovered: [], wildcards: [] });
  } finally {
    await stack.stop();
  }
});
