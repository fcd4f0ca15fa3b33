import {
  at,
  faults,
  isEverybody,
  listed,
  ofType,
  type Resource,
  type Row,
  type StageTemplate,
  type Statement,
  statementsOf,
  textOf,
} from './template.ts';

/** Actions that AWS knows on everything only, each with the reason why a role needs it. At most five. */
export const ON_EVERYTHING: Readonly<Record<string, string>> = {
  'xray:PutTraceSegments': 'tracing knows no resources',
  'xray:PutTelemetryRecords': 'tracing knows no resources',
};

/** Objects can be named by what their key begins with, and in no other way. */
const OBJECTS_UNDER_PREFIX = /^<[^>]+>\/[a-z]+\/\*$/;

/** Every role: actions written out whole, on resources that are named. */
export const roles: Row = (template) => [
  ...ofType(template, 'AWS::IAM::ManagedPolicy', 'AWS::IAM::User', 'AWS::IAM::Group').map(
    ([id]) => `${id} is more than a role and its policy`,
  ),
  ...ofType(template, 'AWS::IAM::Role').flatMap(([id, role]) =>
    faults(id, { 'has a policy of AWS’s making': listed(at(role, 'Properties.ManagedPolicyArns')).length > 0 }),
  ),
  ...rolePolicies(template).flatMap(([id, statement]) => statementFaults(id, statement)),
];

const rolePolicies = (template: StageTemplate): [string, Statement][] =>
  ofType(template, 'AWS::IAM::Policy', 'AWS::IAM::Role').flatMap(([id, one]) =>
    [
      at(one, 'Properties.PolicyDocument'),
      ...listed(at(one, 'Properties.Policies')).map((each) => at(each, 'PolicyDocument')),
    ]
      .flatMap(statementsOf)
      .map((statement): [string, Statement] => [id, statement]),
  );

const statementFaults = (id: string, { Effect, Action, NotAction, Resource, NotResource }: Statement): string[] => {
  if (Effect !== 'Allow') return [];
  const actions = listed(Action).map(String);
  const resources = listed(Resource).map(textOf);
  return faults(id, {
    'allows an action with a wildcard': NotAction !== undefined || actions.some((action) => action.includes('*')),
    'allows something on everything':
      NotResource !== undefined || (resources.includes('*') && actions.some((action) => !(action in ON_EVERYTHING))),
    'reaches resources that are not named': resources.some(
      (one) => one !== '*' && one.includes('*') && !OBJECTS_UNDER_PREFIX.test(one),
    ),
  });
};

/** What may be let in from the other side: queues, topics, buckets, keys, functions. */
const GUARDED = [
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::S3::BucketPolicy',
  'AWS::KMS::Key',
  'AWS::SecretsManager::ResourcePolicy',
];

/** Every policy on a resource: nobody unnamed is let in, and no action by wildcard. */
export const resourcePolicies: Row = (template) => [
  ...ofType(template, ...GUARDED).flatMap(([id, one]) =>
    statementsOf(
      at(one, 'Properties.PolicyDocument') ?? at(one, 'Properties.KeyPolicy') ?? at(one, 'Properties.ResourcePolicy'),
    )
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap((statement) =>
        faults(id, {
          'lets everybody in': isEverybody(statement.Principal) && statement.Condition === undefined,
          'lets somebody do anything':
            listed(statement.Action).some((action) => String(action).includes('*')) && !isAccountOwnKey(one, statement),
        }),
      ),
  ),
  ...ofType(template, 'AWS::Lambda::Permission', 'AWS::Lambda::Url').flatMap(([id, one]) =>
    faults(id, {
      'lets everybody in': at(one, 'Properties.Principal') === '*' || at(one, 'Properties.AuthType') === 'NONE',
    }),
  ),
];

/** AWS’s own form: it leaves the key to the account’s roles. Without it a key can never be managed again. */
const isAccountOwnKey = ({ Type }: Resource, { Action, Principal, Condition }: Statement): boolean =>
  Type === 'AWS::KMS::Key' &&
  Condition === undefined &&
  listed(Action).join() === 'kms:*' &&
  textOf(at(Principal, 'AWS')).endsWith(':<AWS::AccountId>:root');
