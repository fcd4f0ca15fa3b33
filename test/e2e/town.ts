import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand as RawScan } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { App } from 'aws-cdk-lib';
import { bundleAll } from '#infra/build/bundle.ts';
import { type Lo3Block, lo3Csv } from '#infra/local/invented/lo3-csv.ts';
import { testBsns } from '#infra/local/invented/numbers.ts';
import { type Item, itemSize } from '#infra/local/meter/item-size.ts';
import { type LocalOptions, startLocal } from '#infra/local/stack.ts';
import { synth } from '#infra/local/synth.ts';
import { type Settings, settings } from '#infra/settings.ts';
import { addStage } from '#infra/stage.ts';
import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { type Try, tagOf } from '#shared/channels/tag.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { agendas } from '#shared/store/agendas.ts';

/** Somebody in a small town: who, and which documents that run until when. */
export type Townsman = {
  readonly name: string;
  readonly documents?: Readonly<Record<string, string>>;
  readonly deceased?: string;
  readonly residence?: Lo3Block;
  /** First given name and surname where `name` is not the surname. */
  readonly given?: string;
  readonly surname?: string;
  readonly born?: string;
  /** By name, in the register's order. */
  readonly parents?: readonly string[];
  readonly children?: readonly string[];
  readonly authority?: string;
  readonly curatele?: boolean;
};

const bsns = testBsns();
const numbers = new Map<string, { bsn: string; aNumber: string }>();
const numbersOf = (name: string) => {
  const known = numbers.get(name) ?? { bsn: bsns.next().value, aNumber: `98${String(numbers.size).padStart(8, '0')}` };
  numbers.set(name, known);
  return known;
};

/** The day that is so many days after `day`, as the register writes it. */
export const lo3Day = (day: IsoDate, days: number): string => addDays(day, days).replaceAll('-', '');

/** A delivery of these people: the same name has the same numbers in each. */
export const deliveryOf = (people: readonly Townsman[]): string =>
  lo3Csv(
    people.map(({ name, documents = {}, deceased, residence, parents = [], children = [], ...person }) => ({
      label: name,
      categories: {
        '01': {
          current: [
            {
              '01.10': numbersOf(name).aNumber,
              '01.20': numbersOf(name).bsn,
              '02.10': person.given ?? 'Anna',
              '02.40': person.surname ?? name,
              '03.10': person.born ?? '19800101',
              '04.10': 'V',
            },
          ],
        },
        '02': { current: relative(parents[0]) },
        '03': { current: relative(parents[1]) },
        '09': { current: children.flatMap(relative) },
        '11': {
          current:
            person.authority === undefined && !person.curatele
              ? []
              : [{ '32.10': person.authority ?? '', '33.10': person.curatele ? '1' : '' }],
        },
        '06': { current: deceased === undefined ? [] : [{ '08.10': deceased }] },
        '07': { current: [{ '70.10': '0', ...(deceased !== undefined && { '67.20': 'O' }) }] },
        '08': {
          current: [
            { '09.10': '9901', '10.10': 'W', '11.10': 'Molenweg', '11.20': '3', '11.60': '9901AB', ...residence },
          ],
        },
        '12': {
          current: Object.entries(documents).map(([kind, expiresOn]) => ({
            '35.10': kind,
            '35.20': `${kind}${name}`,
            '35.50': expiresOn,
          })),
        },
      },
    })),
  );

const relative = (name: string | undefined): Lo3Block[] =>
  name === undefined ? [] : [{ '01.10': numbersOf(name).aNumber, '01.20': numbersOf(name).bsn }];

/** The BSN under which somebody of that name is delivered. */
export const bsnOf = (name: string): string => numbersOf(name).bsn;

/** Reachability rows for some of them: by e-mail, or by text at the number that is given. */
export const reachabilityOf = (names: readonly string[], texts: Readonly<Record<string, string>> = {}): string =>
  [
    'bsn;service;channel;address;how;declared;withdrawn',
    ...names.map((name) => declared(name, 'email', `${name.toLowerCase()}@example.org`)),
    ...Object.entries(texts).map(([name, number]) => declared(name, 'sms', number)),
  ].join('\n');

const declared = (name: string, channel: string, address: string): string =>
  [numbersOf(name).bsn, 'travel-document-expiry', channel, address, 'form', '2012-01-01', ''].join(';');

/** Rows of document events: `Bakker PN requested 2026-11-20`. */
export const eventsOf = (...events: readonly string[]): string =>
  ['bsn;kind;event;date', ...events.map((event) => event.split(' ')).map(rowOfEvent)].join('\n');
const rowOfEvent = ([name, ...rest]: string[]): string => [numbersOf(name as string).bsn, ...rest].join(';');

let synthesised: Promise<string> | undefined;

/** The stacks of the stage local with other settings, for a town of its own. */
export const synthWith = async (over: Partial<Settings>): Promise<string> => {
  const outdir = await mkdtemp(join(tmpdir(), 'tijdig-cdk-'));
  const { context } = JSON.parse(await readFile('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const app = new App({ outdir, context });
  await bundleAll();
  addStage(app, 'local', { ...settings.local, ...over });
  app.synth();
  return outdir;
};

/** The embedded AWS with Voorbeeldstad on it, and what a test wants to know of it afterwards. */
export const startTown = async (
  on: string,
  cdkOut?: string,
  dataDir?: string,
  more: Pick<LocalOptions, 'beforeMail' | 'workers'> = {},
) => {
  synthesised ??= synth({ municipality: '9901', municipalityName: 'Voorbeeldstad' });
  const stack = await startLocal({ cdkOut: cdkOut ?? (await synthesised), on, dataDir, ...more });
  const scan = async (TableName: string) => {
    const items: Record<string, unknown>[] = [];
    const asked = { TableName, ConsistentRead: true };
    for await (const page of paginateScan({ client: stack.clients.documents }, asked))
      items.push(...(page.Items ?? []));
    return items;
  };
  const notices = async (): Promise<Notice[]> =>
    (await scan(stack.tables.notices as string)).filter(
      (item) => item.noticeId && item.decidedOn && item.state !== 'REF',
    ) as Notice[];
  const secretOf = (name: string) =>
    Buffer.from([...stack.secrets].find(([arn]) => arn.includes(name))?.[1] ?? '', 'hex');
  const text = async (key: string) => {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const { Body } = await stack.clients.s3.send(new GetObjectCommand({ Bucket: stack.buckets.records, Key: key }));
    return JSON.parse((await Body?.transformToString()) ?? '{}') as {
      addressee: { name: string; lines: string[] };
      text: string;
    };
  };
  return {
    ...stack,
    notices,
    /** The tag of a try, as the pipeline makes it. */
    tagOf: (one: Try) => tagOf(secretOf('Tag'), one),
    /** What was kept of a message. */
    copyOf: text,
    /** The id under which somebody with that BSN is kept. */
    residentIdOf: (bsn: string) => pseudonymOf(secretOf('Pseudonym'), 'bsn', bsn),
    agendas: async (): Promise<Agenda[]> =>
      Promise.all(
        (await scan(stack.tables.agenda as string)).map(
          async ({ addresseeId }) =>
            (await agendas(stack.clients.documents, stack.tables.agenda as string).get(
              addresseeId as string,
            )) as Agenda,
        ),
      ),
    /** `Bakker notice: SENT` for every notice that was ever written out. */
    told: async (): Promise<string[]> => {
      const all = (await notices()).filter(({ copy }) => copy !== undefined);
      const named = all.map(async ({ noticeId, copy, state }) => {
        const { addressee } = await text(copy as string);
        return `${addressee.name.slice(3)} ${noticeId.split('#').at(-1)}: ${state}`;
      });
      return (await Promise.all(named)).sort();
    },
    /** Bytes of every agenda item, as DynamoDB counts them. */
    agendaSizes: async (): Promise<number[]> => {
      const { Items = [] } = await stack.clients.dynamo.send(new RawScan({ TableName: stack.tables.agenda as string }));
      return Items.map((item) => itemSize(item as unknown as Item)).sort((a, b) => a - b);
    },
    /** Bytes of every notice, ascending. */
    noticeSizes: async (): Promise<number[]> => {
      const { Items = [] } = await stack.clients.dynamo.send(
        new RawScan({ TableName: stack.tables.notices as string }),
      );
      const notices = Items.filter(({ noticeId, serviceHash }) => noticeId && serviceHash);
      return notices.map((item) => itemSize(item as unknown as Item)).sort((a, b) => a - b);
    },
    /** `Bakker: SENT` for every notice that was ever written out, by the surname it is addressed to. */
    outcome: async (): Promise<Record<string, string>> => {
      const all = (await notices()).filter(({ copy }) => copy !== undefined);
      const named = all.map(
        async ({ copy, state }) => [(await text(copy as string)).addressee.name.slice(3), state] as const,
      );
      return Object.fromEntries(await Promise.all(named));
    },
    deliver: async (kind: string, day: string, content: string) => {
      stack.upload(`deliveries/${kind}-${day}.csv`, content);
      await stack.drain();
    },
    at: async (schedule: string, time: string) => {
      const answer = await stack.fire(schedule, new Date(time));
      await stack.drain();
      return answer;
    },
    logged: (msg: string) => stack.logs.map(({ line }) => line).filter((line) => line.msg === msg),
  };
};
export type Town = Awaited<ReturnType<typeof startTown>>;
