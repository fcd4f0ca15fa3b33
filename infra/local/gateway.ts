import { createServer, IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { CallRecord } from './call-record.ts';
import { callsOf, s3PathOf, type WireRequest } from './calls-of.ts';
import type { KillAt } from './kill-at.ts';
import type { Meter } from './meter/meter.ts';
import { type ItemAt, meterDynamo, meterReply } from './meter/meter-reply.ts';
import { ACCOUNT, REGION } from './place.ts';
import type { WireAnswer } from './ses.ts';

type Emulator = (request: IncomingMessage, response: ServerResponse) => void;
type Stub = (request: WireRequest) => Promise<WireAnswer>;

/** What answers behind the gateway; set once everything stands. */
export type Behind = {
  readonly dynamo: Emulator;
  readonly fauxqs: Emulator;
  readonly stubs: Readonly<Record<string, Stub>>;
  readonly identities: ReadonlySet<string>;
  readonly hasObject: (bucket: string, key: string) => boolean;
  /** The time that functions live in. */
  readonly now: () => Date;
  readonly onObject: (bucket: string, key: string) => void;
  readonly record: CallRecord;
  readonly meter: Meter;
  /** The item under a key, if there is one: what a condition that failed is billed by. */
  readonly itemAt: ItemAt;
  readonly killAt?: KillAt;
};

/** Who calls without being a function: the local stack itself. Neither recorded nor metered. */
export const OURSELVES = 'local-stack';

/**
 * The one address at which functions reach AWS, on loopback. It knows the caller by the access key, writes down what IAM
 * would be asked, and hands the request on within the process.
 */
export const openGateway = async () => {
  let behind: Behind | undefined;
  const server = createServer((request, response) => {
    if (!behind) return void response.writeHead(503).end();
    answer(behind, request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  server.keepAliveTimeout = 0; // a connection closed on an idle client looks like a lost reply to its next request
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    open: (everything: Behind): void => {
      behind = everything;
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

const answer = async (behind: Behind, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await buffer(request).catch(() => undefined);
  if (body === undefined) return; // the caller was stopped in the middle of its request
  const { caller, service } = signerOf(request.headers.authorization ?? '');
  const wire: WireRequest = {
    service,
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body,
  };
  const isFunction = caller !== OURSELVES;
  // By another clock than its own the SDK takes a failed condition for a signature too old, and tries it three times more.
  if (isFunction) response.setHeader('date', behind.now().toUTCString());
  if (isFunction) watch(behind, caller, wire, response);
  if (isFunction && service !== 'dynamodb') meterReply(behind.meter, caller, wire, response);
  const stub = behind.stubs[service];
  if (stub) {
    const { status, type, body } = await stub(wire);
    response.writeHead(status, { 'content-type': type }).end(body);
  } else if (service === 'dynamodb') {
    const asked = isFunction ? meterDynamo(behind, caller, wire, response) : body;
    behind.dynamo(again(request, asked), response);
  } else if (service === 's3') answerS3(behind, wire, again(request, body), response);
  else if (service === 'sqs') behind.fauxqs(again(request, body), response);
  else response.writeHead(501, { 'content-type': 'text/plain' }).end(`the embedded AWS has no ${service}`);
};

/** Records the calls of a request, and ends the process at it when a crash drill says so. */
const watch = ({ record, killAt, identities }: Behind, caller: string, wire: WireRequest, response: ServerResponse) => {
  const place = { account: ACCOUNT, region: REGION, endpoint: '' };
  const calls = callsOf(wire, place, identities);
  for (const call of calls) record.add(caller, call);
  const kill = killAt?.(caller, calls, wire.body.toString());
  if (kill === 'before') process.kill(process.pid, 'SIGKILL');
  if (kill === 'after') beforeReply(response, () => process.kill(process.pid, 'SIGKILL'));
  // Without the right to list, S3 answers 403 instead of "no such key", so whoever asks for what is not there needs it.
  if (wire.service === 's3' && (wire.method === 'GET' || wire.method === 'HEAD'))
    beforeReply(response, () => {
      if (response.statusCode === 404)
        record.add(caller, { action: 's3:ListBucket', resource: `arn:aws:s3:::${s3PathOf(wire.url).bucket}` });
    });
};

/** S3 as fauxqs has it, with the two things it lacks: writing once, and telling EventBridge. */
const answerS3 = (behind: Behind, wire: WireRequest, request: IncomingMessage, response: ServerResponse): void => {
  const { bucket, key } = s3PathOf(wire.url);
  const isPut = wire.method === 'PUT' && key !== '';
  if (isPut && wire.headers['if-none-match'] === '*' && behind.hasObject(bucket, key)) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    const body = `<?xml version="1.0"?><Error><Code>PreconditionFailed</Code><Message>${message}</Message></Error>`;
    return void response.writeHead(412, { 'content-type': 'application/xml' }).end(body);
  }
  if (isPut) beforeReply(response, () => response.statusCode === 200 && behind.onObject(bucket, key));
  behind.fauxqs(request, response);
};

/** Does something when the effect of a request is done and its reply is not yet sent. */
const beforeReply = (response: ServerResponse, act: () => unknown): void => {
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.end = ((...args: unknown[]) => {
    act();
    return end(...args);
  }) as typeof response.end;
};

/** The same request once more, to be read from the start. */
const again = (request: IncomingMessage, body: Buffer): IncomingMessage => {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const copy = new IncomingMessage(request.socket);
  Object.assign(copy, {
    method,
    url,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    rawHeaders,
    headers,
    complete: true,
  });
  copy.push(body);
  copy.push(null);
  return copy;
};

const signerOf = (authorization: string): { caller: string; service: string } => {
  const [caller = '', , , service = ''] = (/Credential=([^,\s]+)/.exec(authorization)?.[1] ?? '').split('/');
  return { caller, service };
};
