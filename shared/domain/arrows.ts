import type { NoticeState } from './notice.ts';

type Arrow = {
  readonly from: NoticeState | 'none';
  readonly to: NoticeState;
  readonly by: 'decide' | 'dispatch' | 'close' | 'record' | 'sweep' | 'redrive' | 'reconcile' | 'person';
  readonly when: string;
};

const arrow = (by: Arrow['by'], from: Arrow['from'], to: NoticeState, when: string): Arrow => ({ from, to, by, when });

/** Never reached a provider: decide may put a fresh decision over these. */
export const neverLeft = [
  'CANCELLED',
  'EXPIRED',
  'SUPPRESSED',
  'HANDED_OVER',
  'LAPSED',
] as const satisfies NoticeState[];

/** Still on its way to a provider, or never left: nobody was told. */
const notLeft = ['QUEUED', 'BATCHED', ...neverLeft] as const satisfies NoticeState[];

/** Every change of state there is. The stores refuse any other; docs/notice-states.md is drawn from this table. */
export const arrows: readonly Arrow[] = [
  arrow('decide', 'none', 'QUEUED', 'decided to send'),
  arrow('decide', 'none', 'SUPPRESSED', 'the resident said stop'),
  arrow('decide', 'none', 'HANDED_OVER', 'a person must look at it'),
  arrow('decide', 'none', 'LAPSED', 'the window has passed'),
  arrow('dispatch', 'QUEUED', 'SENDING', 'last write before the wire'),
  arrow('dispatch', 'QUEUED', 'CANCELLED', 'stopped, withdrawn, or no longer named by its entry'),
  arrow('dispatch', 'QUEUED', 'EXPIRED', 'past its last day'),
  arrow('dispatch', 'QUEUED', 'BATCHED', 'letter checked and joined a batch'),
  arrow('dispatch', 'QUEUED', 'HANDED_OVER', 'cannot be rendered or addressed'),
  arrow('dispatch', 'SENDING', 'SENT', 'the provider said yes'),
  arrow('dispatch', 'SENDING', 'REJECTED', 'the provider said no for good'),
  arrow('dispatch', 'SENDING', 'QUEUED', 'the provider said not now, before taking it'),
  arrow('dispatch', 'SENDING', 'UNKNOWN', 'no answer that can be trusted'),
  arrow('close', 'BATCHED', 'SENT', 'in the chosen manifest'),
  arrow('close', 'BATCHED', 'QUEUED', 'a part withdrawn, or missed the manifest'),
  arrow('close', 'BATCHED', 'CANCELLED', 'stopped before closing'),
  arrow('sweep', 'QUEUED', 'CANCELLED', 'no entry names it'),
  arrow('sweep', 'QUEUED', 'EXPIRED', 'past its last day'),
  arrow('sweep', 'SENDING', 'UNKNOWN', 'the lease ran out'),
  arrow('sweep', 'UNKNOWN', 'UNKNOWN_FINAL', 'no event came in time'),
  arrow('redrive', 'QUEUED', 'CANCELLED', 'its ring failed repeatedly'),
  ...(['SENDING', 'UNKNOWN', 'UNKNOWN_FINAL'] as const).flatMap((from) => [
    arrow('record', from, 'SENT', 'the provider says it took the message'),
    arrow('record', from, 'DELIVERED', 'it arrived'),
    arrow('record', from, 'BOUNCED', 'it could not be delivered'),
    arrow('record', from, 'COMPLAINED', 'marked as unwanted'),
    arrow('record', from, 'REJECTED', 'the provider refused to send it on'),
  ]),
  // What is reported later still counts: nothing is taken back from what may follow DELIVERED.
  arrow('person', 'UNKNOWN_FINAL', 'DELIVERED', 'a person found that it arrived'),
  // Closing was cut off after the manifest was chosen: the print house has the letter, and record looks that this is so.
  arrow('record', 'BATCHED', 'SENT', 'the print house has it, and closing was cut off'),
  arrow('record', 'BATCHED', 'RETURNED', 'the letter came back, and closing was cut off'),
  arrow('record', 'BATCHED', 'REJECTED', 'the print house refused it, and closing was cut off'),
  arrow('record', 'SENT', 'DELIVERED', 'it arrived'),
  arrow('record', 'SENT', 'BOUNCED', 'it could not be delivered'),
  arrow('record', 'SENT', 'COMPLAINED', 'marked as unwanted'),
  arrow('record', 'SENT', 'RETURNED', 'the letter came back'),
  arrow('record', 'SENT', 'REJECTED', 'the provider refused to send it on'),
  // What came after all says more than that it was refused, whichever is heard of first.
  arrow('record', 'REJECTED', 'DELIVERED', 'it arrived after all'),
  arrow('record', 'REJECTED', 'BOUNCED', 'reported as undeliverable afterwards'),
  arrow('record', 'REJECTED', 'COMPLAINED', 'marked as unwanted'),
  arrow('record', 'REJECTED', 'RETURNED', 'the letter went out after all, and came back'),
  arrow('record', 'DELIVERED', 'BOUNCED', 'reported as undeliverable afterwards'),
  arrow('record', 'DELIVERED', 'COMPLAINED', 'marked as unwanted'),
  arrow('record', 'BOUNCED', 'COMPLAINED', 'marked as unwanted'),
  ...(['none', ...notLeft] as const).flatMap((from) => [
    arrow('reconcile', from, 'UNKNOWN_FINAL', 'a restored table lost it, and its copy says that it may have left'),
    arrow('reconcile', from, 'SENT', 'a restored table lost it, and its letter is in a closed batch'),
  ]),
];

/** The states from which `by` may bring a notice to `to`. */
export const statesBefore = (by: Arrow['by'], to: NoticeState): NoticeState[] => [
  ...new Set(arrows.flatMap((each) => (each.by === by && each.to === to && each.from !== 'none' ? [each.from] : []))),
];

/** Nothing happens to these any more but what a provider reports. UNKNOWN is not among them: it will be settled. */
const final = [
  ...neverLeft,
  'SENT',
  'DELIVERED',
  'BOUNCED',
  'COMPLAINED',
  'RETURNED',
  'REJECTED',
  'UNKNOWN_FINAL',
] as const satisfies NoticeState[];

/** Ended without leaving, with something to be given back or told to a person: the sweep's after-care. */
export const owingCare = ['CANCELLED', 'EXPIRED', 'HANDED_OVER'] as const satisfies NoticeState[];

export const isFinal = (state: NoticeState): boolean => (final as readonly string[]).includes(state);
export const isNeverLeft = (state: NoticeState): boolean => (neverLeft as readonly string[]).includes(state);
/** Left, or may have left: never said again. */
export const hasLeft = (state: NoticeState): boolean => !(notLeft as readonly string[]).includes(state);
