import type { Kind } from '../kind.ts';
import { bucket } from './bucket.ts';
import { configurationSet, emailIdentity, eventDestination } from './email.ts';
import { lambdaFunction } from './function.ts';
import { mapping } from './mapping.ts';
import { queue } from './queue.ts';
import { role, rolePolicy } from './role.ts';
import { rule } from './rule.ts';
import { schedule } from './schedule.ts';
import { secret } from './secret.ts';
import { table } from './table.ts';
import { protectConfiguration, senderId, textConfigurationSet } from './texts.ts';
import { subscription, topic } from './topic.ts';
import { withoutEffect } from './without-effect.ts';

/** Every type of resource that is known, in the order in which they are brought up. */
export const knownKinds: readonly Kind[] = [
  table,
  bucket,
  queue,
  topic,
  subscription,
  secret,
  emailIdentity,
  configurationSet,
  eventDestination,
  protectConfiguration,
  senderId,
  textConfigurationSet,
  role,
  rolePolicy,
  lambdaFunction,
  mapping,
  schedule,
  rule,
  ...withoutEffect,
];
