// Started by a test: brings up a stack on a data directory, sends one message, and is killed in the middle of its handling.
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { startLocal } from '#infra/local/stack.ts';

const [cdkOut = '', dataDir, killAt] = process.argv.slice(2);
const stack = await startLocal({ cdkOut, on: '2015-11-02', dataDir, killAt });
await stack.clients.sqs.send(new SendMessageCommand({ QueueUrl: stack.queues.inbox, MessageBody: 'once' }));
await stack.drain();
await stack.stop();
