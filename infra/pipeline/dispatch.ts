import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EmailEnv, LetterEnv, SmsEnv } from '#functions/dispatch/env.ts';

import { AlarmedQueue } from '../constructs/alarmed-queue.ts';
import { Mail } from '../constructs/mail.ts';
import { Texts } from '../constructs/texts.ts';
import { Worker } from '../constructs/worker.ts';
import { lanesFor } from '../lanes.ts';
import { type Common, MINUTE } from './common.ts';

/** One function per channel, each with its own door to the outside. */
export const addDispatch = (scope: Construct, common: Common) => {
  const { stage, registers, settings, may, alarms, key, tables, EPOCH, RESIDENTS_TABLE, SERVICES, MUNICIPALITY } =
    common;
  const { records, letters, tag } = registers;
  const SENDER = JSON.stringify(settings.sender);
  const dispatchEnvironment = {
    ...tables,
    EPOCH,
    RESIDENTS_TABLE,
    RECORDS_BUCKET: records.bucketName,
    MUNICIPALITY,
    SERVICES,
    SENDER,
  };
  const queueFor = (id: string, impact: string) =>
    new AlarmedQueue(scope, id, { impact, consumerTimeout: MINUTE, alarms });
  const mail = new Mail(scope, 'Mail', { domain: settings.mailDomain, key });
  const emailQueue = queueFor('DispatchEmailQueue', 'E-mails aan inwoners gaan niet uit');
  const email = new Worker<EmailEnv>(scope, 'DispatchEmail', {
    bundle: 'dispatch-email',
    impact: '',
    alarms,
    key,
    source: emailQueue,
    ...paceOf(settings.perSecond?.email).mapping,
    environment: {
      ...dispatchEnvironment,
      ...paceOf(settings.perSecond?.email).environment,
      DISPATCH_QUEUE_URL: emailQueue.queue.queueUrl,
      CONFIGURATION_SET: mail.configurationSet.configurationSetName,
      ALLOWED_RECIPIENTS: JSON.stringify(settings.allowedRecipients),
      TAG_SECRET: tag.secretArn,
    },
  });
  mail.acceptsFrom(email.function, stage === 'production' ? undefined : settings.allowedRecipients);

  const texts = new Texts(scope, 'Texts', { ...settings.texts, key });
  const smsQueue = queueFor('DispatchSmsQueue', 'Sms-berichten aan inwoners gaan niet uit');
  const sms = new Worker<SmsEnv>(scope, 'DispatchSms', {
    bundle: 'dispatch-sms',
    impact: '',
    alarms,
    key,
    source: smsQueue,
    ...paceOf(settings.perSecond?.sms).mapping,
    environment: {
      ...dispatchEnvironment,
      ...paceOf(settings.perSecond?.sms).environment,
      ...texts.environment,
      DISPATCH_QUEUE_URL: smsQueue.queue.queueUrl,
      TAG_SECRET: tag.secretArn,
    },
  });
  for (const own of [email, sms]) own.acceptsFrom(own.function);
  if (settings.texts.allowedNumbers.length > 0) texts.acceptsFrom(sms.function);

  const letter = new Worker<LetterEnv>(scope, 'DispatchLetter', {
    bundle: 'dispatch-letter',
    impact: 'Brieven aan inwoners worden niet gemaakt',
    alarms,
    key,
    memoryMiB: 1024,
    environment: {
      ...dispatchEnvironment,
      LETTERS_BUCKET: letters.bucketName,
      LETTER_PROFILE: settings.letterProfile,
    },
  });
  may.read(letter.function, letters, 'letters');
  may.write(letter.function, letters, 'letters');
  for (const { function: dispatch } of [email, sms, letter]) {
    may.residents(dispatch, 'GetItem');
    may.agenda(dispatch, 'GetItem');
    may.notices(dispatch, 'GetItem', 'PutItem', 'UpdateItem');
    may.write(dispatch, records, 'copies');
  }
  for (const { function: dispatch } of [email, sms]) may.secret(dispatch, tag);
  const DISPATCH_QUEUE_URLS = Stack.of(scope).toJsonString({
    email: email.queue.queueUrl,
    sms: sms.queue.queueUrl,
    letter: letter.queue.queueUrl,
  });
  return { mail, texts, email, sms, letter, DISPATCH_QUEUE_URLS };
};

/** How a channel keeps to its provider's quota: how many functions work its queue at once, and how far apart each sends. */
const paceOf = (perSecond?: number) => {
  if (perSecond === undefined) return { mapping: {}, environment: { SPACING_MS: '0' } };
  const { lanes, spacingMs, batchSize } = lanesFor(perSecond);
  return { mapping: { maxConcurrency: lanes, batchSize }, environment: { SPACING_MS: `${spacingMs}` } };
};
export type Dispatch = ReturnType<typeof addDispatch>;
