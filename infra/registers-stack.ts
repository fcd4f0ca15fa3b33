import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { type CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** What must outlive every deployment: the key, the tables, the buckets, the secrets. Nothing here is ever removed by CDK. */
export class RegistersStack extends Stack {
  readonly key: Key;
  readonly residents: Table;
  readonly agenda: Table;
  readonly notices: Table;
  readonly intake: Bucket;
  readonly records: Bucket;
  readonly letters: Bucket;
  readonly pseudonym: Secret;
  readonly bsn: Secret;
  readonly tag: Secret;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.key = this.#key();
    this.residents = this.#table('Residents', 'residentId');
    this.agenda = this.#table('Agenda', 'addresseeId');
    this.notices = this.#table('Notices', 'pk', 'sk');
    this.intake = this.#bucket('Intake', [
      { prefix: 'deliveries/', expiration: Duration.days(30) },
      { prefix: 'chunks/', expiration: Duration.days(14) },
      { prefix: 'rejects/', expiration: Duration.days(30) },
    ]);
    this.records = this.#bucket('Records', [
      { prefix: 'plans/', expiration: Duration.days(400) },
      { prefix: 'copies/', expiration: Duration.days(400) },
      { prefix: 'rejects/', expiration: Duration.days(30) },
    ]);
    this.letters = this.#bucket('Letters', [
      { prefix: 'letters/', expiration: Duration.days(90) },
      { prefix: 'manifests/', expiration: Duration.days(400) },
      { prefix: 'closed/', expiration: Duration.days(90) },
      { prefix: 'reports/', expiration: Duration.days(400) },
    ]);
    for (const bucket of [this.intake, this.letters]) announceObjects(bucket);
    writeLettersOnce(this.letters);
    this.pseudonym = this.#secret(
      'Pseudonym',
      'Key of the pseudonyms; never rotated, or nobody is recognised any more',
    );
    this.bsn = this.#secret('Bsn', 'Key under which BSNs are kept');
    this.tag = this.#secret(
      'Tag',
      'Key of the tags that providers return; events for tags of another one go to a person',
    );
    for (const bucket of [this.intake, this.letters])
      new CfnOutput(this, `${bucket.node.id}Bucket`, { value: bucket.bucketName });
  }

  /** One customer-managed key. Logs, alarms and the events of mails and texts are encrypted by services, which need to be let in by name. */
  #key(): Key {
    const key = new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    const actions = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'];
    const services = ['cloudwatch.amazonaws.com', 'ses.amazonaws.com', 'sms-voice.amazonaws.com'];
    for (const service of [`logs.${this.region}.amazonaws.com`, ...services])
      key.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal(service)],
          actions,
          resources: ['*'], // in a key policy: this key
          ...(!service.startsWith('logs.') && { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }),
        }),
      );
    return key;
  }

  #table(id: string, partition: string, sort?: string): Table {
    return new Table(this, id, {
      partitionKey: string(partition),
      ...(sort !== undefined && { sortKey: string(sort), timeToLiveAttribute: 'ttl' }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #bucket(id: string, lifecycleRules: LifecycleRule[]): Bucket {
    return new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: lifecycleRules.map((rule) => ({ ...rule, noncurrentVersionExpiration: Duration.days(30) })),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #secret(id: string, description: string): Secret {
    const secret = new Secret(this, id, {
      description,
      generateSecretString: {
        passwordLength: 64,
        excludeCharacters: notHexadecimal(),
        includeSpace: false,
        requireEachIncludedType: false,
        excludeUppercase: true,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // On the resource itself: given to CDK, the key would also be opened to whole families of actions (`kms:ReEncrypt*`).
    (secret.node.defaultChild as CfnSecret).kmsKeyId = this.key.keyArn;
    return secret;
  }
}

/** So that what is generated is 64 hexadecimal characters: 256 bits. */
const notHexadecimal = (): string => 'ghijklmnopqrstuvwxyz';

/** A file that lands is announced on the event bus. On the bucket itself, because CDK's own way adds a function for it. */
const announceObjects = (bucket: Bucket): void => {
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
};

/** A letter is written once: a put that does not say so is refused. */
const writeLettersOnce = (bucket: Bucket): void => {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('letters/*')],
      conditions: { Null: { 's3:if-none-match': 'true' } },
    }),
  );
};
