import { alarms } from './alarms.ts';
import { buckets, lettersOnce } from './buckets.ts';
import { functions, logGroups, mappings } from './functions.ts';
import { kinds } from './kinds.ts';
import { handOns, mailSets, textSets, topics } from './messages.ts';
import { names } from './names.ts';
import { resourcePolicies, roles } from './permissions.ts';
import { queues } from './queues.ts';
import { schedules } from './schedules.ts';
import { keys, secrets } from './secrets.ts';
import { senders } from './senders.ts';
import { stateful } from './stateful.ts';
import { tables } from './tables.ts';
import type { Row } from './template.ts';

/** What holds for every resource of every stage. A new one is looked at without a test of its own. */
export const TABLE_K = {
  kinds,
  queues,
  alarms,
  mappings,
  functions,
  logGroups,
  tables,
  buckets,
  lettersOnce,
  roles,
  resourcePolicies,
  schedules,
  mailSets,
  textSets,
  topics,
  handOns,
  senders,
  secrets,
  keys,
  names,
  stateful,
} as const satisfies Record<string, Row>;
export type RowName = keyof typeof TABLE_K;
