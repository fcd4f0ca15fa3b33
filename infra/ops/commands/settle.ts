import type { Instant } from '#shared/domain/dates.ts';
import { tryOf } from '#shared/domain/notice.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';
import type { Refusal } from '#shared/domain/work-steps.ts';
import type { Notices } from '#shared/store/notices.ts';
import { type Worklist, workIdOf } from '#shared/store/worklist.ts';
import type { Command } from '../command.ts';
import { finishAt } from '../finish-at.ts';
import { workRefused } from '../show/work.ts';
import { storesOf } from '../stores.ts';
import { stateWords } from '../words.ts';
import { Refused, WrongUse } from '../wrong-use.ts';

/** What a person may find, as it is said of the work. */
const FOUND = { arrived: 'arrived', lost: 'did-not-arrive' } as const;

type Deps = {
  readonly notices: Pick<Notices, 'get'>;
  readonly worklist: Pick<Worklist, 'take'>;
  readonly finish: (id: string, outcome: string, by: string) => Promise<WorkItem | Refusal>;
  readonly now: () => Instant;
};

/**
 * Says of a message of which nobody knew whether it arrived, that it did or did not: takes the work about it and does it.
 * @throws Refused when there is no such message, or nothing is unknown about it
 */
const settle =
  ({ notices, worklist, finish, now }: Deps) =>
  async (noticeId: string, found: keyof typeof FOUND, by: string): Promise<WorkItem | Refusal> => {
    const notice = await notices.get(noticeId);
    if (!notice || notice.state === 'REF') throw new Refused(`er is geen bericht ${noticeId}`);
    if (notice.state !== 'UNKNOWN_FINAL')
      throw new Refused(`over dit bericht is niets meer onzeker: ${stateWords[notice.state]}`);
    const id = workIdOf({ kind: 'unknown-outcome', subject: noticeId, time: tryOf(notice) });
    const taken = await worklist.take(id, by, now());
    return 'refused' in taken ? taken : finish(id, FOUND[found], by);
  };

export const settleCommand: Command = {
  name: 'settle',
  usage: 'BERICHT arrived | lost',
  summary: 'zegt van een bericht waarvan onzeker bleef of het aankwam, wat ervan kwam',
  details: [
    'arrived: het is aangekomen. lost: het is niet aangekomen; dan maakt een brief het goed, één keer, vanaf morgen.',
    'Zoek het eerst uit bij de bezorger of de inwoner. De zaak op de werkvoorraad is er meteen mee gedaan.',
  ],
  options: {},
  run: async ({ words: [noticeId, found, ...more], site }) => {
    if (noticeId?.split('#').length !== 4 || more.length > 0)
      throw new WrongUse('zeg welk bericht: inwoner#dienst#aanleiding#stap, en wat ervan kwam');
    if (found !== 'arrived' && found !== 'lost') throw new WrongUse('zeg wat ervan kwam: arrived of lost');
    const at = await site();
    const result = await settle({ ...storesOf(at), finish: finishAt(at), now: at.now })(
      noticeId,
      found,
      await at.who(),
    );
    if ('refused' in result) return { isDone: false, json: result, lines: [workRefused(result)] };
    const then = found === 'lost' ? 'Niet aangekomen: een brief maakt het goed, vanaf morgen.' : 'Aangekomen.';
    return { isDone: true, json: result, lines: [then] };
  },
};
