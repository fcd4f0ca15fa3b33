import * as z from 'zod';
import { isoDate } from './dates.ts';
import { declaration } from './declaration.ts';
import { reading } from './reading.ts';
import { stop } from './stop.ts';

export const channel = z.enum(['email', 'sms', 'letter']);
export type Channel = z.infer<typeof channel>;

/** A step within an occasion. `recovery` makes up by letter for a message that failed. */
export const stageName = z.enum(['notice', 'reminder', 'expired', 'recovery']);
export type StageName = z.infer<typeof stageName>;

/**
 * Who an addressee is to the resident that an entry is about. `parents`: those with authority at the child's address;
 * `administrator`: a bewindvoerder.
 */
export const relation = z.enum(['self', 'parents', 'guardian', 'curator', 'administrator']);
export type Relation = z.infer<typeof relation>;

/** What an entry, a notice and a candidate are told apart by. None of it can be corrected by a register. */
export const entryKey = z.object({
  service: z.string(),
  about: z.string(),
  occasion: z.string(),
  stage: stageName,
});
export type EntryKey = z.infer<typeof entryKey>;

/** Why an entry is closed. The first group opens again when it is due again; the second never does. */
export const closeReason = z.enum([
  'not-due',
  'withdrawn',
  'stop', // may open again
  'told',
  'handed-over',
  'lapsed',
  'stage-over', // final
]);
export type CloseReason = z.infer<typeof closeReason>;

export const entry = entryKey.extend({
  from: isoDate,
  until: isoDate,
  state: z.enum(['open', 'claimed', 'closed']),
  /** Set by evaluate when a person must handle it instead. */
  handOver: z.string().optional(),
  /** The notice that speaks for this entry, and the agenda version that the decision was made on. */
  notice: z.string().optional(),
  version: z.number().int().optional(),
  reason: closeReason.optional(),
  /** Written to somebody else than the resident it is about. Absent: to themselves. */
  to: relation.exclude(['self']).optional(),
  /** Addressees whose stops count as well (the other parent). */
  heed: z.array(z.string()).optional(),
});
export type Entry = z.infer<typeof entry>;

export const agenda = z.object({
  addresseeId: z.string(),
  v: z.number().int().min(1),
  nextOn: isoDate,
  reviewOn: isoDate,
  entries: z.array(entry),
  /** What the resident declared, for each kind of message and channel by itself (Awb 2:8). */
  reach: z.array(declaration).readonly().optional(),
  /** How the resident asked to be written to. */
  reading: reading.optional(),
  /** What the resident does not want, and what they did not want once. */
  stops: z.array(stop).readonly(),
  /** Channels closed by fact, with what closed them. */
  suppressed: z.partialRecord(channel, z.string()),
  /** Inform and invite notices of the last 30 days, for the cap, with the agenda version that each was decided on. */
  sent: z.array(z.object({ on: isoDate, notice: z.string(), version: z.number().int().optional() })),
  blocked: z.enum(['contested', 'missing']).optional(),
});
export type Agenda = z.infer<typeof agenda>;

/** `about#service#occasion#stage`: the notice of an entry, whoever it is addressed to. */
export const noticeIdOf = ({ about, service, occasion, stage }: EntryKey): string =>
  `${about}#${service}#${occasion}#${stage}`;

/** Whether an id is that of an entry. Writing the entry's out, and looking for it in a set, takes as long as deciding. */
export const isIdOf = (id: string, { about, service, occasion, stage }: EntryKey): boolean => {
  const toService = about.length + 1;
  const toOccasion = toService + service.length + 1;
  const toStage = toOccasion + occasion.length + 1;
  return (
    id.length === toStage + stage.length &&
    id.startsWith(about) &&
    id.startsWith(service, toService) &&
    id.startsWith(occasion, toOccasion) &&
    id.startsWith(stage, toStage) &&
    id[toService - 1] === '#' &&
    id[toOccasion - 1] === '#' &&
    id[toStage - 1] === '#'
  );
};
