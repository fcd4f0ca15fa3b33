import type { IamCall } from '#infra/local/calls-of.ts';

type Value = { readonly S?: string };
type Body = {
  readonly Key?: Readonly<Record<string, Value>>;
  readonly Item?: Readonly<Record<string, Value>>;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Value>>;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly Readonly<Record<string, Value>>[] }>>;
};

/** What a call is called: who, does what, with what, and for a write what comes of it. The same in every run. */
export const callName = (caller: string, [call]: readonly IamCall[], body: string): string | undefined => {
  if (!call) return undefined;
  const [service = '', action = ''] = call.action.split(':');
  return `${caller} ${action} ${targetOf(service, call.resource, body)}`;
};

const targetOf = (service: string, resource: string, body: string): string => {
  switch (service) {
    case 'dynamodb':
      return tableTarget(resource, JSON.parse(body) as Body);
    case 's3':
      return objectTarget(resource);
    case 'sqs':
      return queueTarget(resource);
    default:
      return service;
  }
};

const tableTarget = (resource: string, body: Body): string => {
  const table = /(Notices|Agenda|Residents)/.exec(resource)?.[1] ?? resource;
  const what = table === 'Notices' ? `${itemKind(body)}` : table.toLowerCase();
  const effect = effectOf(body);
  return effect === undefined ? what : `${what} ${effect}`;
};

/** Of the table with everything in it: the word before the `#` of its key; what is about a resident is a notice. */
const itemKind = ({ Key, Item, ExpressionAttributeValues, RequestItems }: Body): string => {
  const batched = Object.values(RequestItems ?? {})[0]?.Keys?.[0];
  const { pk, sk } = Key ?? Item ?? batched ?? {};
  const partition = pk?.S ?? Object.values(ExpressionAttributeValues ?? {}).find(({ S }) => S?.includes('#'))?.S ?? '';
  const [word = ''] = partition.split('#');
  if (!['run', 'batch', 'work', 'switch', 'delivery', 'epoch', 'orphan', 'approval'].includes(word)) return 'notice';
  if (partition.endsWith('#open')) return `${word} list`;
  return sk?.S?.startsWith('member#') || partition !== pk?.S ? `${word} member` : word;
};

/** The state that is written, or else the names of what is set; a whole item says nothing by its names. */
const effectOf = (body: Body): string | undefined => {
  const { Item, UpdateExpression, ExpressionAttributeNames = {}, ExpressionAttributeValues } = body;
  if (Item?.current) return Item.current.S === 'none' ? 'freed' : 'taken';
  if (Item) return Item.state?.S;
  if (UpdateExpression === undefined) return undefined;
  const state = STATES.map((name) => ExpressionAttributeValues?.[name]?.S).find((each) => each !== undefined);
  if (state !== undefined) return state;
  const set = [...UpdateExpression.matchAll(/(?<![:#\w])#?\w+(?= = |$| :)/g)].map(
    ([name]) => ExpressionAttributeNames[name] ?? name,
  );
  return set.length > MOST_NAMES ? undefined : set.join(', ');
};

/** What the stores call the state that they write. */
const STATES = [':state', ':closed', ':closing', ':loaded'];
const MOST_NAMES = 3;

/** Bucket and folder, and what kind of file. */
const objectTarget = (resource: string): string => {
  const [bucket = '', ...path] = resource.replace('arn:aws:s3:::', '').split('/');
  const name = /(intake|records|letters)/i.exec(bucket)?.[1]?.toLowerCase() ?? 'bucket';
  const file = path.at(-1) ?? '';
  const kind = file === 'manifest.json' ? file : (/\.\w+$/.exec(file)?.[0] ?? '');
  return path.length === 0 ? name : `${name}/${path[0]}/*${kind}`;
};

const queueTarget = (resource: string): string =>
  (resource.split(':').at(-1) ?? '')
    .replace(/[0-9A-F]{8}.*$/, '')
    .replace(/^.*Pipeline-?/, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
