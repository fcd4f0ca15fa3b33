import {
  at,
  faults,
  listed,
  ofType,
  type Row,
  type StageTemplate,
  type Statement,
  statementsOf,
  targetOf,
} from './template.ts';

/** What a policy on a queue may allow: to put messages, and what EventBridge asks for beside it. */
const PUTS = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
/** Which service may put on a queue, and what of ours it must do so for. */
const FOR = { 'sns.amazonaws.com': 'AWS::SNS::Topic', 'events.amazonaws.com': 'AWS::Events::Rule' } as const;
/** Who tells us something by a topic: of mails, of texts, of alarms. */
const TELLS = ['ses.amazonaws.com', 'sms-voice.amazonaws.com', 'cloudwatch.amazonaws.com'];

/**
 * Nobody can forge an event: on a queue only a topic or rule of this stage puts what it was told, and on a topic only one AWS
 * service publishes, for this account. What functions put is in their roles.
 */
export const senders: Row = (template) => [
  ...ofType(template, 'AWS::SQS::QueuePolicy').flatMap(([id, policy]) =>
    faults(id, {
      'lets others put messages': allowed(policy).some((statement) => !isOfOurs(template, statement)),
    }),
  ),
  ...ofType(template, 'AWS::SNS::TopicPolicy').flatMap(([id, policy]) =>
    faults(id, {
      'lets others publish': allowed(policy).some((statement) => !isForThisAccount(statement)),
      'is of more than one': allowed(policy).length > 1,
    }),
  ),
  ...ofType(template, 'AWS::SNS::Topic').flatMap(([id]) =>
    faults(id, { 'hears nobody': policiesOf(template, id).flatMap(allowed).length === 0 }),
  ),
];

const allowed = (policy: unknown): Statement[] =>
  statementsOf(at(policy, 'Properties.PolicyDocument')).filter(({ Effect }) => Effect === 'Allow');

const policiesOf = (template: StageTemplate, topic: string): unknown[] =>
  ofType(template, 'AWS::SNS::TopicPolicy')
    .filter(([, policy]) => listed(at(policy, 'Properties.Topics')).map(targetOf).includes(topic))
    .map(([, policy]) => policy);

const isOfOurs = (template: StageTemplate, { Action, Principal, Condition }: Statement): boolean => {
  const service = at(Principal, 'Service') as keyof typeof FOR;
  const source = (at(Condition, 'ArnEquals') as Record<string, unknown> | undefined)?.['aws:SourceArn'];
  return (
    listed(Action).every((action) => PUTS.includes(String(action))) &&
    service in FOR &&
    template.Resources[targetOf(source) ?? '']?.Type === FOR[service]
  );
};

/** Condition keys are told apart without regard to capitals. */
const isForThisAccount = ({ Action, Principal, Condition }: Statement): boolean => {
  const equals = Object.entries((at(Condition, 'StringEquals') ?? {}) as Record<string, unknown>);
  const account = equals.find(([name]) => name.toLowerCase() === 'aws:sourceaccount')?.[1];
  return (
    listed(Action).join() === 'sns:Publish' &&
    TELLS.includes(String(at(Principal, 'Service'))) &&
    targetOf(account) === 'AWS::AccountId'
  );
};
