import type { ProviderEvent } from '#events/provider-event.ts';
import type { log } from '#shared/aws/log.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import type { Agenda } from '#shared/domain/agenda.ts';
import { statesBefore } from '#shared/domain/arrows.ts';
import { closeChannel, openRecovery } from '#shared/domain/close-channel.ts';
import { dayOf, type Instant } from '#shared/domain/dates.ts';
import { entryKeyOf, type Notice, type NoticeState, tryOf } from '#shared/domain/notice.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Orphans } from '#shared/store/orphans.ts';
import type { Worklist } from '#shared/store/worklist.ts';
import type { Outcomes } from './count-outcomes.ts';
import { type NoticeOfDeps, noticeOf } from './notice-of.ts';
import { type Report, reportOf } from './report-of.ts';

export type Deps = NoticeOfDeps & {
  readonly notices: Pick<Notices, 'get' | 'move'>;
  readonly change: (addresseeId: string, by: (agenda: Agenda) => Agenda) => Promise<unknown>;
  readonly addWork: Worklist['add'];
  readonly keepOrphan: Orphans['keep'];
  readonly outcomes: Pick<Outcomes, 'harm' | 'add'>;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/**
 * Turns what the provider reports into facts: the agenda first (the channel closed, recovery opened), the state last and
 * only upwards by the table of arrows, so that neither order nor repetition matters.
 */
export const recordEvent =
  (deps: Deps) =>
  async (event: ProviderEvent): Promise<void> => {
    const report = reportOf(event);
    const notice = await noticeOf(deps, report);
    if (!notice) return orphaned(deps, report);
    const { state, messageId, reason } = report;
    if (!state) return;
    await repair(deps, notice, report);
    // States only rise, so what cannot be followed from here never can: no write, where a refused one would be billed too.
    if (!statesBefore('record', state).includes(notice.state)) return;
    const harm = harmOf(report);
    if (harm)
      await deps.outcomes.harm(report.provider, harm, sha256(`${notice.noticeId}|${tryOf(notice)}`).slice(0, 10));
    const set = { at: deps.now(), providerId: messageId, ...(reason !== undefined && { reason }) };
    const isMoved = await deps.notices.move({ by: 'record', to: state, notice, set });
    if (isMoved && !harm && isOutcome(state)) deps.outcomes.add(report.provider);
  };

const orphaned = async (deps: Deps, { provider, type, messageId, about }: Report): Promise<void> => {
  const tag = 'tag' in about ? about.tag : `${about.batch}/${about.letter}`;
  await deps.keepOrphan({ provider, type, messageId, tag, at: deps.now() });
  deps.log('event-of-unknown-notice', { provider, event: type, messageId });
};

/** What counts against a channel: not a telephone that was off, and letters have no provider that would close us down. */
const harmOf = ({ provider, state, harm }: Report) => {
  if (provider === 'letter' || harm !== 'channel') return undefined;
  if (state === 'COMPLAINED') return 'complaint';
  return state === 'BOUNCED' ? 'bounce' : undefined;
};

const isOutcome = (state: NoticeState): boolean => state === 'DELIVERED' || state === 'BOUNCED';

const repair = async (deps: Deps, notice: Notice, report: Report): Promise<void> => {
  const { state, harm } = report;
  if (!harm) return;
  const { addresseeId, channel, parts } = notice;
  const today = dayOf(deps.now());
  await deps.change(addresseeId, (agenda) =>
    harm === 'channel' && channel
      ? closeChannel(agenda, channel, `${state}`, parts, today)
      : openRecovery(agenda, parts, today),
  );
  if (report.provider === 'letter') await addWork(deps, notice, report);
};

/** A letter that came back says that the address is to be looked at: until then nothing can be written there. */
const addWork = async (
  { addWork, now }: Deps,
  notice: Notice,
  { state, reason = 'returned' }: Report,
): Promise<void> => {
  const { noticeId, addresseeId, parts } = notice;
  const its = { time: tryOf(notice), addresseeId, at: now() };
  if (state === 'RETURNED') await addWork({ kind: 'letter-returned', subject: noticeId, reason, ...its });
  // Nothing makes up for what was itself to make up for a message that failed: a person does.
  for (const subject of parts.filter((part) => entryKeyOf(part).stage === 'recovery'))
    await addWork({ kind: 'handed-over', subject, reason: 'recovery-failed', ...its });
};
