import { randomUUID } from 'node:crypto';
import { addressIn, identityFor, membersOf, type WireRequest } from './calls-of.ts';
import { type KeptMails, type Mail, newMessageId } from './mail.ts';
import type { SesUp } from './world.ts';

export type WireAnswer = { readonly status: number; readonly type: string; readonly body: string };

type Deps = {
  readonly ses: SesUp;
  readonly now: () => Date;
  readonly kept: KeptMails;
  readonly publish: (topic: string, message: string) => Promise<void>;
  /** Waited for before a mail is taken: what makes the provider slow. */
  readonly beforeMail?: (() => Promise<void>) | undefined;
};

/**
 * SES v1, as far as the pipeline uses it: `SendRawEmail`. Keeps what it accepts and tells of it as SES does, through the
 * configuration set. As in the mailbox simulator `bounce@…` bounces and `complaint@…` complains.
 */
export const answerSes =
  (deps: Deps) =>
  async ({ body }: WireRequest): Promise<WireAnswer> => {
    const form = new URLSearchParams(body.toString());
    if (form.get('Action') !== 'SendRawEmail')
      return refusal('InvalidAction', `${form.get('Action')} is not known here`);
    const source = form.get('Source') ?? '';
    const set = form.get('ConfigurationSetName') ?? undefined;
    if (!identityFor(addressIn(source), deps.ses.identities))
      return refusal('MessageRejected', 'Email address is not verified. The identity of the sender failed the check.');
    if (set !== undefined && !deps.ses.configurationSets.has(set))
      return refusal('ConfigurationSetDoesNotExist', `Configuration set <${set}> does not exist.`);
    await deps.beforeMail?.();
    const tags = tagsIn(form);
    if (Object.values(tags).some((value) => !TAG_VALUE.test(value)))
      return refusal('InvalidParameterValue', 'Invalid tag value.');
    const mail: Mail = {
      messageId: newMessageId(),
      at: deps.now().toISOString(),
      source,
      destinations: membersOf(form, 'Destinations'),
      ...(set !== undefined && { configurationSet: set }),
      tags,
      raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString('latin1'),
    };
    deps.kept.keep(mail);
    await tellOf(mail, deps);
    return accepted(mail.messageId);
  };

/** Publishes the events of a mail where its configuration set says. */
export const tellOf = async (mail: Mail, { ses, kept, publish }: Omit<Deps, 'now' | 'beforeMail'>): Promise<void> => {
  for (const event of eventsOf(mail))
    for (const { set, topic, types } of ses.destinations)
      if (set === mail.configurationSet && types.has(event.eventType)) await publish(topic, JSON.stringify(event));
  kept.tell(mail);
};

/** Source: SES API reference, MessageTag. */
const TAG_VALUE = /^[A-Za-z0-9_-]{1,256}$/;

const tagsIn = (form: URLSearchParams): Record<string, string> => {
  const tags: Record<string, string> = {};
  for (let n = 1; form.has(`Tags.member.${n}.Name`); n += 1)
    tags[form.get(`Tags.member.${n}.Name`) ?? ''] = form.get(`Tags.member.${n}.Value`) ?? '';
  return tags;
};

/** The events of a mail, in the form of the SES developer guide: examples of event data. */
const eventsOf = (mail: Mail) => {
  const { at: timestamp, destinations: destination, configurationSet, messageId, source } = mail;
  const common = {
    mail: {
      timestamp,
      messageId,
      source,
      destination,
      sendingAccountId: '000000000000',
      tags: {
        ...(configurationSet && { 'ses:configuration-set': [configurationSet] }),
        ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
      },
    },
  };
  const feedback = { feedbackId: randomUUID(), timestamp };
  const recipients = destination.map((emailAddress) => ({ emailAddress }));
  const to = addressIn(destination[0] ?? '');
  const delivery = { timestamp, recipients: destination, processingTimeMillis: 1, smtpResponse: '250 ok' };
  const delivered = { eventType: 'Delivery', ...common, delivery };
  const ends = to.startsWith('bounce@')
    ? [{ eventType: 'Bounce', ...common, bounce: { ...feedback, ...PERMANENT, bouncedRecipients: recipients } }]
    : to.startsWith('complaint@')
      ? [delivered, { eventType: 'Complaint', ...common, complaint: { ...feedback, complainedRecipients: recipients } }]
      : [delivered];
  return [{ eventType: 'Send', ...common, send: {} }, ...ends];
};

const PERMANENT = { bounceType: 'Permanent', bounceSubType: 'General' };
const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

const accepted = (messageId: string): WireAnswer => ({
  status: 200,
  type: 'text/xml',
  body:
    `<SendRawEmailResponse xmlns="${NAMESPACE}"><SendRawEmailResult><MessageId>${messageId}</MessageId>` +
    `</SendRawEmailResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></SendRawEmailResponse>`,
});

const refusal = (code: string, message: string): WireAnswer => ({
  status: 400,
  type: 'text/xml',
  body: `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
});
