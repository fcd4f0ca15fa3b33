import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { vi } from 'vitest';
import { startLocal } from '#infra/local/stack.ts';
import type { Outside } from '#shared/aws/outside.ts';
import { sesClient } from '#shared/channels/email.ts';
import { smsClient } from '#shared/channels/sms.ts';
import { type Behaviour, localSes, localSms } from '#test/channels/local-provider.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import type { FaultKind, Faults } from '#test/sim/faults.ts';
import type { Invocation } from '#test/sim/invocation.ts';
import { providers } from '#test/sim/providers.ts';
import { timeline } from '#test/sim/timeline.ts';
import type { Target } from './contract.ts';
import { SET_UP } from './set-up-providers.ts';
import { turn } from './together.ts';

/** What comes of a message. All but the first three are no "yes". */
export type Course =
  | ('arrives' | 'bounces' | 'complains')
  | ('throttled' | 'unreachable' | 'refused' | 'paused' | 'fails' | 'hangs');

type Clients = Pick<Outside, 'ses' | 'texts'>;
export type Providers = {
  /** Lets a message be sent, as the deployed clients do it, and keeps what is told of it afterwards. */
  readonly during: <T>(course: Course, send: (clients: Clients) => Promise<T>) => Promise<T>;
  /** All that was told since. */
  readonly events: () => Promise<unknown[]>;
};

/** What the simulation has to draw for each course: the faults that strike, and what chance says when it is asked. */
const DRAWN: Readonly<Record<Course, { readonly faults: readonly FaultKind[]; readonly chances: readonly boolean[] }>> =
  {
    arrives: { faults: [], chances: [] },
    bounces: { faults: ['bounced'], chances: [] },
    complains: { faults: ['complained'], chances: [] },
    throttled: { faults: ['send-not-now'], chances: [true] },
    unreachable: { faults: ['send-not-now'], chances: [false] },
    refused: { faults: ['send-refused'], chances: [] },
    paused: { faults: ['account-paused'], chances: [] },
    fails: { faults: ['send-in-doubt'], chances: [true, true] },
    hangs: { faults: ['send-in-doubt'], chances: [false, false] },
  };
const HOUR = 3_600_000;

const simulated = async () => {
  const told: unknown[] = [];
  const time = timeline(Date.parse('2026-11-24T09:05:00Z'));
  let drawn = DRAWN.arrives;
  let chances: boolean[] = [];
  const strikes = (kind: FaultKind): boolean => drawn.faults.includes(kind);
  const { send } = providers({
    timeline: time,
    faults: { strikes, firstOf: (kinds: readonly FaultKind[]) => kinds.find(strikes) } as unknown as Faults,
    random: { between: (least) => least, pick: ([one]) => one as never, chance: () => chances.shift() === true },
    onAccepted: () => {},
    publish: (event) => void told.push(event),
  });
  const invocation: Invocation = {
    ...{ id: 1, name: 'email', startedAt: time.now(), skew: 0 },
    dead: false,
    lastCall: '',
  };
  const { ses, texts } = outsideOf((service, command) => send(invocation, service, command), {
    now: () => time.instant(),
    log: () => {},
  });
  const during: Providers['during'] = async (course, act) => {
    drawn = DRAWN[course];
    chances = [...drawn.chances];
    const answer = act({ ses, texts });
    await turn();
    await time.runUntil(time.now() + HOUR);
    return answer;
  };
  return { during, events: async () => told.splice(0), stop: async () => {} };
};

/** Servers that answer so, where the local SES and End User Messaging only ever say yes or no. */
const BEHAVIOUR: Readonly<Partial<Record<Course, { readonly ses: Behaviour; readonly sms: Behaviour }>>> = {
  throttled: { ses: { status: 400, code: 'Throttling' }, sms: { status: 400, code: 'ThrottlingException' } },
  refused: {
    ses: { status: 400, code: 'MessageRejected' },
    sms: { status: 400, code: 'ConflictException', more: { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' } },
  },
  paused: {
    ses: { status: 400, code: 'AccountSendingPausedException' },
    sms: { status: 402, code: 'ServiceQuotaExceededException', more: { Reason: 'MONTHLY_SPEND_LIMIT_REACHED' } },
  },
  fails: { ses: { status: 500, code: 'InternalFailure' }, sms: { status: 500, code: 'InternalFailure' } },
  hangs: { ses: 'hang', sms: 'hang' },
};
const PATIENCE_MS = 300;

/** The deployed clients, but for their patience, at these addresses. */
const clientsAt = (ses: string, sms: string): Clients => {
  vi.stubEnv('AWS_ENDPOINT_URL_SES', ses);
  vi.stubEnv('AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2', sms);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'caller');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'x');
  return { ses: sesClient(PATIENCE_MS), texts: smsClient(PATIENCE_MS) };
};

const local = async () => {
  const stack = await startLocal({ cdkOut: SET_UP, on: '2026-11-24' });
  const gateway = new URL(stack.queues.reports as string).origin;
  const during: Providers['during'] = async (course, act) => {
    const behaviour = BEHAVIOUR[course] ?? { ses: { status: 200 }, sms: { status: 200 } };
    const [ses, sms] = [await localSes(behaviour.ses), await localSms(behaviour.sms)];
    const close = () => Promise.all([ses.close(), sms.close()]);
    if (course === 'unreachable') await close();
    const isOther = BEHAVIOUR[course] !== undefined || course === 'unreachable';
    const clients = isOther ? clientsAt(ses.endpoint, sms.endpoint) : clientsAt(gateway, gateway);
    return act(clients).finally(() => (course === 'unreachable' ? undefined : close()));
  };
  const events = async (): Promise<unknown[]> => {
    const ask = new ReceiveMessageCommand({ QueueUrl: stack.queues.reports, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await stack.clients.sqs.send(ask);
    return Messages.map(({ Body = '' }) => JSON.parse(Body));
  };
  const stop = async (): Promise<void> => {
    vi.unstubAllEnvs();
    await stack.stop();
  };
  return { during, events, stop };
};

export const providerTargets: readonly Target<Providers>[] = [
  { name: 'simulated providers', make: simulated },
  { name: 'local providers', make: local },
];
