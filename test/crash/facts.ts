import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalStack } from '#infra/local/stack.ts';
import { tryOfTag } from '#shared/channels/tag.ts';
import { type Agenda, noticeIdOf } from '#shared/domain/agenda.ts';
import type { NoticeState } from '#shared/domain/notice.ts';
import { agendas } from '#shared/store/agendas.ts';

export type NoticeFact = {
  readonly noticeId: string;
  readonly state: NoticeState;
  readonly channel: string;
  readonly caredFor: boolean;
};

/** What came of everything, as it stands in tables, buckets and queues, and with the providers. */
export type Facts = {
  readonly notices: readonly NoticeFact[];
  /** Notice ids, once for each mail or text that the provider took. */
  readonly accepted: readonly string[];
  /** Notice ids, once for each letter in a closed manifest. */
  readonly printed: readonly string[];
  /** Per entry of an agenda: whose, which, and its state with the reason. */
  readonly entries: readonly string[];
  /** Notices that hold a place under the cap, once for each place. */
  readonly places: readonly string[];
  readonly worklist: readonly string[];
  /** Runs and batches whose account is not closed. */
  readonly unfinished: readonly string[];
  readonly residents: readonly string[];
  readonly deadLetters: readonly string[];
};

type Item = Readonly<Record<string, unknown>>;

export const factsOf = async (stack: LocalStack): Promise<Facts> => {
  const items = await scanned(stack, stack.tables.notices as string);
  const all = await agendasOf(stack);
  const key = Buffer.from([...stack.secrets].find(([arn]) => arn.includes('Tag'))?.[1] ?? '', 'hex');
  return {
    notices: items.filter(({ decidedOn, state }) => decidedOn !== undefined && state !== 'REF').map(noticeIn),
    accepted: [
      ...stack.mails.map(({ tags }) => tryOfTag(key, tags.notice ?? '')?.noticeId ?? 'of nobody'),
      ...stack.texts.map(({ context }) => tryOfTag(key, context.notice ?? '')?.noticeId ?? 'of nobody'),
    ],
    printed: printedIn(stack, items),
    entries: all.flatMap(entriesIn).sort(),
    places: all.flatMap(({ sent }) => sent.map(({ notice }) => notice)).sort(),
    worklist: items
      .filter(({ sk }) => sk === 'work')
      .map(({ kind, subject }) => `${kind}#${subject}`)
      .sort(),
    unfinished: items.filter(({ pk }) => pk === 'run#open' || pk === 'batch#open').map(({ pk, sk }) => `${pk} ${sk}`),
    residents: (await scanned(stack, stack.tables.residents as string)).map(({ residentId }) => `${residentId}`).sort(),
    deadLetters: stack.deadLetters().map(({ name, count }) => `${count} in ${name}`),
  };
};

const noticeIn = ({ noticeId, state, channel, caredFor }: Item): NoticeFact => ({
  noticeId: `${noticeId}`,
  state: state as NoticeState,
  channel: `${channel ?? ''}`,
  caredFor: caredFor === true,
});

/** The letters that the printer can read, by the notices that their numbers belong to. */
const printedIn = (stack: LocalStack, items: readonly Item[]): string[] => {
  const notices = new Map(
    items.flatMap(({ sk, letterId, noticeId }) =>
      `${sk}`.startsWith('member#') ? [[`${letterId}`, `${noticeId}`] as const] : [],
    ),
  );
  return stack
    .files('letters', 'closed/')
    .filter((key) => key.endsWith('/manifest.json'))
    .flatMap((key) => (JSON.parse(`${stack.file('letters', key)}`) as { letters: { letterId: string }[] }).letters)
    .map(({ letterId }) => notices.get(letterId) ?? 'of nobody');
};

const entriesIn = ({ addresseeId, entries, blocked }: Agenda): string[] =>
  entries.map((entry) =>
    [addresseeId, noticeIdOf(entry), entry.state, entry.reason, blocked].filter(Boolean).join(' '),
  );

const agendasOf = async (stack: LocalStack): Promise<Agenda[]> => {
  const table = stack.tables.agenda as string;
  const { get } = agendas(stack.clients.documents, table);
  const ids = (await scanned(stack, table)).map(({ addresseeId }) => `${addresseeId}`);
  return Promise.all(ids.map(async (id) => (await get(id)) as Agenda));
};

const scanned = async ({ clients }: LocalStack, TableName: string): Promise<Item[]> =>
  (await clients.documents.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items ?? [];
