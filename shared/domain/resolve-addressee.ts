import { whyUnwritable } from './addressing.ts';
import type { Relation } from './agenda.ts';
import { hasAge } from './brp-date.ts';
import type { IsoDate } from './dates.ts';
import { parentAtAddress } from './parent-at-address.ts';
import type { Representative, ResidentRecord } from './person.ts';
import { actingOn } from './representative.ts';
import type { HandOverReason, Theme } from './service.ts';

/** A resident that something is about, with the records of those it may have to be told to. */
export type Subject = {
  readonly residentId: string;
  readonly record: ResidentRecord;
  /** Parents that we know and can rely on, by resident id. */
  readonly linked: ReadonlyMap<string, ResidentRecord>;
};

/** On whose agenda it belongs, and in what relation they stand to the subject; or why nobody can be told by machine. */
export type Resolved =
  | {
      readonly agenda: string;
      readonly to: Relation;
      /** Addressees whose stops count as well. */
      readonly heed: readonly string[];
      /** A short letter goes to the subject as well. */
      readonly alsoSelf?: true;
    }
  | { readonly handOver: HandOverReason };

/**
 * From this age a resident is written to about it themselves; before it, who has authority is. The age of 16 for documents is
 * ours: from 14 one must be able to show them, and at 16 one decides. For money it is majority (BW 1:233).
 */
const OWN_LETTER_AGE = { 'travel-document': 16, award: 18, arrears: 18 } as const satisfies Record<Theme, number>;

/**
 * Who is written to about something that concerns a resident, as of a day. Minors through who has authority over them, whoever
 * is under curatele through their curator, money of whoever has an administrator through that administrator. What cannot be known
 * is for a person. Source: Wet BRP 2.54, Wabb 9, BW 1:245, 1:378, 1:431; the table of cases is in the tests.
 */
export const resolveAddressee = (subject: Subject, day: IsoDate, theme: Theme): Resolved => {
  const { person, authority, representatives } = subject.record;
  const isOldEnough = hasAge(person.birthDate, OWN_LETTER_AGE[theme], day);
  if (isOldEnough === 'unknown') return { handOver: 'age-unknown' };
  if (!isOldEnough) return theme === 'arrears' ? { handOver: 'minor' } : forMinor(subject, day);
  if (authority?.curatele) return through(subject, actingOn(representatives, 'curator', day), 'curator-unknown');
  const administrator = actingOn(representatives, 'administrator', day);
  if (administrator && theme !== 'travel-document') {
    const resolved = through(subject, administrator, 'curator-unknown');
    return theme === 'arrears' ? { ...resolved, alsoSelf: true } : resolved;
  }
  return atOwnAddress(subject, { agenda: subject.residentId, to: 'self', heed: [] });
};

const forMinor = (subject: Subject, day: IsoDate): Resolved => {
  const { authority, representatives } = subject.record;
  if (authority?.underInvestigation) return { handOver: 'authority-unknown' };
  const guardian = actingOn(representatives, 'guardian', day);
  const holders = HOLDERS[authority?.overMinor ?? ''];
  if (!holders) return { handOver: 'authority-unknown' };
  const parent = parentAtAddress(subject, holders.parents, day);
  if (parent) return atOwnAddress(subject, { agenda: parent.residentId, to: 'parents', heed: parent.others });
  if (!holders.isThirdToo) return { handOver: 'no-parent-at-address' };
  return through(subject, guardian, 'guardian-unknown');
};

type Holders = { readonly parents: readonly ('first' | 'second')[]; readonly isThirdToo: boolean };

/** 11.32.10, who has authority over a minor; nothing registered means the parents (BW 1:251). Source: Logisch Ontwerp BRP. */
const HOLDERS: Readonly<Record<string, Holders>> = {
  '': { parents: ['first', 'second'], isThirdToo: false },
  '1': { parents: ['first'], isThirdToo: false },
  '2': { parents: ['second'], isThirdToo: false },
  '12': { parents: ['first', 'second'], isThirdToo: false },
  '1D': { parents: ['first'], isThirdToo: true },
  '2D': { parents: ['second'], isThirdToo: true },
  D: { parents: [], isThirdToo: true },
};

/** A representative has no agenda: the subject's own is kept, and only the letter goes elsewhere. */
const through = (
  { residentId }: Subject,
  representative: Representative | undefined,
  unknown: HandOverReason,
): Resolved => (representative ? { agenda: residentId, to: representative.kind, heed: [] } : { handOver: unknown });

const atOwnAddress = ({ record }: Subject, resolved: Resolved): Resolved => {
  const why = whyUnwritable(record);
  // A place that was found to be wrong is no address at all; any other doubt about it is for a person to judge.
  if (record.residence.underInvestigation) return { handOver: 'address-under-investigation' };
  return why ? { handOver: 'address-unwritable' } : resolved;
};
