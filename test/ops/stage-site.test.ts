import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { stageSite } from '#infra/ops/stage-site.ts';
import { templatesOf } from '#test/infra/stages.ts';
import { operate } from './operate.ts';

type Seen = { readonly path: string; readonly body: string; readonly headers: IncomingHttpHeaders };
let seen: Seen[] = [];
let answer: (seen: Seen) => { status?: number; body: string; headers?: Record<string, string> };

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const each = { path: request.url ?? '', body, headers: request.headers };
  seen.push(each);
  const { status = 200, body: said, headers } = answer(each);
  response.writeHead(status, headers).end(said);
});
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
  });
});
afterAll(() => {
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
    delete process.env[name];
  server.close();
});
beforeEach(() => {
  seen = [];
  answer = ({ path }) => ({ body: path.endsWith('/scan-1/configuration') ? CONFIGURATION : stackOf(OUTPUTS) });
});

const OUTPUTS = {
  OutAGENDATABLE: 'agenda-1',
  OutNOTICESTABLE: 'notices-1',
  OutRESIDENTSTABLE: 'residents-1',
  OutRecords: 'records-1',
  OutPseudonym: 'arn:secret',
  OutEvaluations: 'https://sqs.eu-central-1.amazonaws.com/1/evaluations',
  OutDeadLetters: '{"decide":"https://sqs.eu-central-1.amazonaws.com/1/dead"}',
  OutScan: 'scan-1',
  OutRedrive: 'redrive-1',
  OutAlarms: 'arn:topic',
};
const SERVICES = '{"travel-document-expiry":{"rule":"r","whole":"w"}}';
const CONFIGURATION = JSON.stringify({
  FunctionName: 'scan-1',
  Environment: { Variables: { SERVICES, SEGMENTS: '4' } },
});
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const stackOf = (outputs: Readonly<Record<string, string>>) =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>${Object.entries(outputs)
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`)
    .join('\n')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

it('finds a stage by the outputs of its stack, asked as whoever is signed in', async () => {
  const site = await stageSite('acceptance');
  expect(site.tables).toEqual({ agenda: 'agenda-1', notices: 'notices-1', residents: 'residents-1' });
  expect(site.deadLetters).toEqual({ decide: 'https://sqs.eu-central-1.amazonaws.com/1/dead' });
  expect(site.settings.services).toEqual(['travel-document-expiry']);
  expect(site.services).toEqual({ 'travel-document-expiry': { rule: 'r', whole: 'w' } });
  const [{ body, headers } = {} as Seen] = seen;
  expect(new URLSearchParams(body).get('StackName')).toBe('Tijdig-acceptance-Pipeline');
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/cloudformation\/aws4_request, SignedHeaders=.*host/,
  );
  expect(headers['x-amz-security-token']).toBe('token');
  await site.close();
});

it('is told by AWS who gives the command', async () => {
  const site = await stageSite('production');
  answer = () => ({
    body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::1:assumed-role/Beheer/anna</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
  });
  expect(await site.who()).toBe('arn:aws:sts::1:assumed-role/Beheer/anna');
  expect(seen.at(-1)?.headers.authorization).toMatch(/\/sts\/aws4_request/);
  await site.close();
});

it('has the deployed function go through the dead letters', async () => {
  const site = await stageSite('production');
  answer = () => ({ body: '{"isDone":true,"queues":{}}' });
  expect(await site.redrive()).toEqual({ isDone: true, queues: {} });
  expect(seen.at(-1)).toMatchObject({ path: '/2015-03-31/functions/redrive-1/invocations', body: '{}' });
  expect(seen.at(-1)?.headers.authorization).toMatch(/\/lambda\/aws4_request/);
  answer = () => ({ body: '{"errorMessage":"…"}', headers: { 'x-amz-function-error': 'Unhandled' } });
  await expect(site.redrive()).rejects.toThrow(/liep vast/);
  await site.close();
});

it('says what is missing of a stack from before it said enough', async () => {
  const { OutRecords: _, OutDeadLetters: __, ...older } = OUTPUTS;
  answer = () => ({ body: stackOf(older) });
  await expect(stageSite('production')).rejects.toThrow(/mist OutRecords, OutDeadLetters: zet eerst deze versie uit/);
});

it('says why AWS refuses', async () => {
  const message = 'Stack with id Tijdig-production-Pipeline does not exist';
  answer = () => ({
    status: 400,
    body: `<ErrorResponse><Error><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`,
  });
  await expect(stageSite('production')).rejects.toThrow(`AWS weigert dit: ValidationError: ${message}`);
  answer = ({ path }) =>
    path === '/' ? { body: stackOf(OUTPUTS) } : { status: 403, body: '{"Message":"not authorized"}' };
  await expect(stageSite('production')).rejects.toThrow(/not authorized/);
});

it.each([
  [['status', '--stage', 'local'], /er is geen stage local; er zijn acceptance en production/],
  [['status', '--stage', 'acceptance', '--as', 'Anna'], /--as is alleen voor --data/],
  [['status', '--stage', 'acceptance', '--data', 'x'], /een van beide/],
  [['status'], /een van beide/],
])('%j is wrong use', async (args, why) => {
  const { code, complaint } = await operate(args);
  expect([code, complaint]).toEqual([2, expect.stringMatching(why)]);
});

it('is told all of this by the stack that is deployed', async () => {
  const { acceptance } = await templatesOf(['acceptance']);
  expect(Object.keys(acceptance.Outputs ?? {})).toEqual(expect.arrayContaining(Object.keys(OUTPUTS)));
});
