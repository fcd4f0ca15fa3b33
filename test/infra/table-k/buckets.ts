import {
  at,
  faults,
  isKept,
  isOurKey,
  listed,
  ofType,
  type Row,
  refusesPlainText,
  type StageTemplate,
  statementsOf,
  targetOf,
  textOf,
} from './template.ts';

const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** Every bucket: private, our key, versioned, over TLS only; nothing that functions write there stays for ever. */
export const buckets: Row = (template) =>
  ofType(template, 'AWS::S3::Bucket').flatMap(([id, bucket]) => {
    const encryption = at(bucket, 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0');
    const ends = endsOf(bucket);
    return faults(id, {
      'may be public': BLOCKS.some(
        (block) => at(bucket, `Properties.PublicAccessBlockConfiguration.${block}`) !== true,
      ),
      'is not encrypted with our key':
        at(encryption, 'ServerSideEncryptionByDefault.SSEAlgorithm') !== 'aws:kms' ||
        !isOurKey(template, at(encryption, 'ServerSideEncryptionByDefault.KMSMasterKeyID')),
      'may be reached without TLS': !policiesOf(template, id).some((policy) =>
        refusesPlainText(policy, `<${id}>`, `<${id}>/*`),
      ),
      'forgets what was overwritten': at(bucket, 'Properties.VersioningConfiguration.Status') !== 'Enabled',
      'goes with its stack': !isKept(bucket),
      'keeps what is written there for ever': writtenTo(template, id).some((prefix) => !ends.has(prefix)),
      'keeps rejected rows for more than 30 days': ends.has('rejects/') && Number(ends.get('rejects/')) > 30,
    });
  });

/** Letters are written once: the bucket to which letters go refuses a put that does not ask for it. */
export const lettersOnce: Row = (template) =>
  ofType(template, 'AWS::S3::Bucket')
    .filter(([id]) => writtenTo(template, id).includes('letters/'))
    .flatMap(([id]) =>
      faults(id, {
        'lets a letter be overwritten': !policiesOf(template, id)
          .flatMap(statementsOf)
          .some(
            ({ Effect, Action, Resource, Condition }) =>
              Effect === 'Deny' &&
              listed(Action).includes('s3:PutObject') &&
              listed(Resource).map(textOf).includes(`<${id}>/letters/*`) &&
              (at(Condition, 'Null') as Record<string, unknown> | undefined)?.['s3:if-none-match'] === 'true',
          ),
      }),
    );

const policiesOf = (template: StageTemplate, id: string): unknown[] =>
  ofType(template, 'AWS::S3::BucketPolicy')
    .filter(([, policy]) => targetOf(at(policy, 'Properties.Bucket')) === id)
    .map(([, policy]) => at(policy, 'Properties.PolicyDocument'));

/** The prefixes of a bucket under which some role may put objects. */
const writtenTo = (template: StageTemplate, id: string): string[] =>
  ofType(template, 'AWS::IAM::Policy')
    .flatMap(([, policy]) => statementsOf(at(policy, 'Properties.PolicyDocument')))
    .filter(({ Action }) => listed(Action).includes('s3:PutObject'))
    .flatMap(({ Resource }) => listed(Resource).map(textOf))
    .filter((resource) => resource.startsWith(`<${id}>/`))
    .map((resource) => resource.slice(`<${id}>/`.length).replace(/\*$/, ''));

/** After how many days objects under each prefix go, current and overwritten ones. */
const endsOf = (bucket: unknown): Map<string, number> =>
  new Map(
    listed(at(bucket, 'Properties.LifecycleConfiguration.Rules'))
      .filter((rule) => at(rule, 'Status') === 'Enabled' && at(rule, 'ExpirationInDays') !== undefined)
      .filter((rule) => at(rule, 'NoncurrentVersionExpiration.NoncurrentDays') !== undefined)
      .map((rule) => [String(at(rule, 'Prefix')), Number(at(rule, 'ExpirationInDays'))]),
  );
