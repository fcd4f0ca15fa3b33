import { arnOf, type Place } from './place.ts';
import type { CallContext } from './statements.ts';

/** A request to AWS as it came over the wire. */
export type WireRequest = {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

/** What IAM would be asked about a request: an action on a resource. */
export type IamCall = { readonly action: string; readonly resource: string; readonly context?: CallContext };

/**
 * The IAM calls that a request stands for. A batch is the action of its single form in SQS; a send by SES needs both the
 * identity and the configuration set, a text these and the protect configuration. Source: AWS service authorization reference.
 */
export const callsOf = (request: WireRequest, place: Place, identities: ReadonlySet<string>): IamCall[] => {
  switch (request.service) {
    case 'dynamodb':
      return dynamoCalls(request, place);
    case 'sqs':
      return [sqsCall(request, place)];
    case 's3':
      return s3Calls(request);
    case 'secretsmanager':
      return [{ action: `secretsmanager:${targetOf(request)}`, resource: String(jsonOf(request).SecretId) }];
    case 'ses':
      return sesCalls(request, place, identities);
    case 'sms-voice':
      return smsCalls(request, place);
    default:
      return [{ action: `${request.service}:${targetOf(request) || request.method}`, resource: '*' }];
  }
};

const targetOf = ({ headers }: WireRequest): string => String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';

const jsonOf = ({ body }: WireRequest): Record<string, unknown> =>
  body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>);

const dynamoCalls = (request: WireRequest, place: Place): IamCall[] => {
  const body = jsonOf(request);
  const tables =
    typeof body.TableName === 'string' ? [body.TableName] : Object.keys((body.RequestItems ?? { '*': {} }) as object);
  const index = body.IndexName ? `/index/${String(body.IndexName)}` : '';
  return tables.map((table) => ({
    action: `dynamodb:${targetOf(request)}`,
    resource: table.startsWith('arn:') ? table : arnOf(place, 'dynamodb', `table/${table}${index}`),
  }));
};

const sqsCall = (request: WireRequest, place: Place): IamCall => {
  const queue = String(jsonOf(request).QueueUrl ?? '')
    .split('/')
    .at(-1);
  return { action: `sqs:${targetOf(request).replace(/Batch$/, '')}`, resource: arnOf(place, 'sqs', queue || '*') };
};

const S3_OBJECT: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** Bucket and key of a path-style request. */
export const s3PathOf = (url: string): { bucket: string; key: string } => {
  const [bucket = '', ...key] = new URL(url, 'http://s3').pathname.slice(1).split('/');
  return { bucket, key: decodeURIComponent(key.join('/')) };
};

const s3Calls = ({ method, url, headers }: WireRequest): IamCall[] => {
  const { bucket, key } = s3PathOf(url);
  if (!key) {
    const action = method === 'GET' || method === 'HEAD' ? 's3:ListBucket' : `s3:${method}Bucket`;
    const prefix = new URL(url, 'http://s3').searchParams.get('prefix') ?? '';
    return [{ action, resource: `arn:aws:s3:::${bucket}`, context: { 's3:prefix': [prefix] } }];
  }
  const source = headers['x-amz-copy-source'];
  const copied = source && s3PathOf(`/${String(source).replace(/^\//, '')}`);
  return [
    { action: S3_OBJECT[method] ?? `s3:${method}`, resource: `arn:aws:s3:::${bucket}/${key}` },
    ...(copied ? [{ action: 's3:GetObject', resource: `arn:aws:s3:::${copied.bucket}/${copied.key}` }] : []),
  ];
};

const sesCalls = ({ body }: WireRequest, place: Place, identities: ReadonlySet<string>): IamCall[] => {
  const form = new URLSearchParams(body.toString());
  const action = `ses:${form.get('Action')}`;
  const source = addressIn(form.get('Source') ?? '');
  const set = form.get('ConfigurationSetName');
  const context = { 'ses:Recipients': membersOf(form, 'Destinations'), 'ses:FromAddress': [source] };
  const identity = identityFor(source, identities) ?? source;
  return [
    { action, resource: arnOf(place, 'ses', `identity/${identity}`), context },
    ...(set ? [{ action, resource: arnOf(place, 'ses', `configuration-set/${set}`), context }] : []),
  ];
};

const smsCalls = (request: WireRequest, place: Place): IamCall[] => {
  const { OriginationIdentity, DestinationPhoneNumber, ConfigurationSetName, ProtectConfigurationId } = jsonOf(request);
  const resources = [
    `sender-id/${OriginationIdentity}/${countryOf(String(DestinationPhoneNumber))}`,
    ...(ConfigurationSetName ? [`configuration-set/${ConfigurationSetName}`] : []),
    ...(ProtectConfigurationId ? [`protect-configuration/${ProtectConfigurationId}`] : []),
  ];
  const action = `sms-voice:${targetOf(request)}`;
  return resources.map((resource) => ({ action, resource: arnOf(place, 'sms-voice', resource) }));
};

/** The country of a number; only the Netherlands is known here. */
export const countryOf = (number: string): string => (number.startsWith('+31') ? 'NL' : 'XX');

/** `a@b.nl` of `Gemeente <a@b.nl>`. */
export const addressIn = (text: string): string => (/<([^>]+)>/.exec(text)?.[1] ?? text).trim();

/** The verified identity that a sender's address belongs to: the address itself, or its domain. */
export const identityFor = (address: string, identities: ReadonlySet<string>): string | undefined =>
  [address, address.split('@')[1] ?? ''].find((each) => identities.has(each));

/** A list of the query protocol: `Destinations.member.1`, `.2` and so on. */
export const membersOf = (form: URLSearchParams, name: string): string[] => {
  const values: string[] = [];
  for (let n = 1; form.has(`${name}.member.${n}`); n += 1) values.push(form.get(`${name}.member.${n}`) ?? '');
  return values;
};
