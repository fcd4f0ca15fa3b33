import type { log } from '#shared/aws/log.ts';
import { sha256 } from '#shared/aws/sha256.ts';
import { NotPrintable } from '#shared/channels/printable.ts';
import { isWorkingDay, workingDayFrom } from '#shared/domain/calendar.ts';
import { addDays, clockOf, dayOf, epochSeconds, type Instant, type IsoDate } from '#shared/domain/dates.ts';
import { letterIdOf } from '#shared/domain/letter-id.ts';
import type { Envelope } from '#shared/domain/letter-kind.ts';
import type { Batches } from '#shared/store/batches.ts';
import type { Notices } from '#shared/store/notices.ts';
import { copyOf } from './copy.ts';
import type { Prepared } from './prepare.ts';

type Deps = {
  /** What this letter goes in: the print house is told letter by letter. */
  readonly envelopeOf: (prepared: Prepared) => Envelope;
  readonly render: (prepared: Prepared, batch: string, letterId: string) => Promise<{ pdf: Uint8Array; pages: number }>;
  /** What is wrong with a letter as it reads back; nothing when it is right. */
  readonly check: (
    pdf: Uint8Array,
    prepared: Prepared,
    batch: string,
    letterId: string,
    pages: number,
  ) => Promise<string[]>;
  readonly putCopy: (key: string, body: string) => Promise<void>;
  readonly putLetter: (key: string, pdf: Uint8Array) => Promise<boolean>;
  readonly getLetter: (key: string) => Promise<Uint8Array | undefined>;
  readonly batches: Pick<Batches, 'get' | 'open' | 'join'>;
  readonly notices: Pick<Notices, 'move'>;
  readonly now: () => Instant;
  readonly log: typeof log;
};

/** Batches close at this time on working days; a letter made later goes along with the next one. */
const CLOSES_AT = '17:30';
const KEPT_DAYS = 400;

/**
 * Renders the letter, reads it back, puts it under its fixed key, notes it as a member of the batch, and only then writes
 * BATCHED. A crash in between leaves a member that no notice names: it is not printed.
 */
export const deliverLetter =
  (deps: Deps) =>
  async (prepared: Prepared): Promise<void> => {
    const { notice, parts } = prepared;
    const batch = await openBatch(deps, deps.now());
    const attempt = notice.attempt + 1;
    const letterId = letterIdOf(
      sha256([batch, attempt, notice.noticeId, notice.decidedOn, contentOf(prepared)].join('|')),
    );
    const letter = await rendered(deps, prepared, batch, letterId);
    if (!letter) return;
    const { pdf, pages } = letter;
    const wrong = await deps.check(pdf, prepared, batch, letterId, pages);
    if (wrong.length > 0) throw new Error(`the letter does not read back as written: ${wrong.join(', ')}`);
    const copy = copyOf(prepared, { batch, letterId });
    await deps.putCopy(copy.key, copy.body);
    const key = `letters/${batch}/${letterId}.pdf`;
    const stored = (await deps.putLetter(key, pdf)) ? pdf : await deps.getLetter(key);
    if (!stored) throw new Error('the letter was put before and is not there');
    const ttl = epochSeconds(addDays(batch as IsoDate, KEPT_DAYS));
    const member = { noticeId: notice.noticeId, letterId, key, sha: sha256(stored), pages };
    await deps.batches.join(batch, { ...member, envelope: deps.envelopeOf(prepared) }, ttl);
    const set = {
      attempt,
      batch,
      letterId,
      sha: sha256(stored),
      copy: copy.key,
      parts: [...parts],
      seen: prepared.seen,
      evidence: notice.evidence,
    };
    if (await deps.notices.move({ by: 'dispatch', to: 'BATCHED', notice, set: { ...set, at: deps.now() } }))
      deps.log('notice-batched', { noticeId: notice.noticeId });
  };

/** Another content is another letter: what was put before a crash is not printed under facts that have changed since. */
const contentOf = ({ text, addressee, parts, format }: Prepared): string =>
  sha256(JSON.stringify({ text, addressee, parts, format }));

/** The letter, or nothing when it cannot be printed: then a person writes it, and trying again would not help. */
const rendered = async (deps: Deps, prepared: Prepared, batch: string, letterId: string) => {
  try {
    return await deps.render(prepared, batch, letterId);
  } catch (error) {
    if (!(error instanceof NotPrintable)) throw error;
    const set = { reason: 'not-printable', at: deps.now() };
    await deps.notices.move({ by: 'dispatch', to: 'HANDED_OVER', notice: prepared.notice, set });
    deps.log('notice-ended', { noticeId: prepared.notice.noticeId, state: 'HANDED_OVER', reason: error.message });
    return undefined;
  }
};

/** The batch that a letter made now goes along with: the first one still open. */
const openBatch = async ({ batches }: Deps, at: Instant): Promise<IsoDate> => {
  const today = dayOf(at);
  const isOverToday = !isWorkingDay(today) || clockOf(at) >= CLOSES_AT;
  let day = workingDayFrom(isOverToday ? addDays(today, 1) : today);
  for (;;) {
    const known = await batches.get(day);
    if (!known) await batches.open(day, epochSeconds(addDays(day, KEPT_DAYS)));
    if (!known || known.state === 'OPEN') return day;
    day = workingDayFrom(addDays(day, 1));
  }
};
