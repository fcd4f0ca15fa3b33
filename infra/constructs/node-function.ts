import { Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type BundleName, bundleFolder } from '../build/bundle.ts';

export type NodeFunctionProps<Env> = {
  readonly bundle: BundleName;
  /** Typed by the function's own `env.ts`: a variable that is forgotten does not compile. */
  readonly environment: Env;
  readonly key: IKey;
  readonly timeout?: Duration;
  readonly memoryMiB?: number;
};

/** A function with its own role, its own log group, and no permission but those that are written out. */
export class NodeFunction<Env extends { readonly [name in keyof Env]: string }> extends Construct {
  readonly lambda: LambdaFunction;
  readonly logs: LogGroup;
  readonly timeout: Duration;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: NodeFunctionProps<Env>) {
    super(scope, id);
    this.timeout = props.timeout ?? Duration.seconds(60);
    this.logs = new LogGroup(this, 'Logs', { retention: RetentionDays.THREE_MONTHS, encryptionKey: props.key });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], this.logs.logGroupArn);
    this.allow(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], props.key.keyArn);
    this.lambda = new LambdaFunction(this, 'Function', {
      code: Code.fromAsset(bundleFolder(props.bundle)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMiB ?? 512,
      timeout: this.timeout,
      tracing: Tracing.ACTIVE,
      environment: { ...props.environment },
      role: this.#role,
      logGroup: this.logs,
    });
  }

  /** Adds one statement to the role. Actions are always written out whole. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.allowIf(actions, {}, ...resources);
  }

  allowIf(actions: readonly string[], conditions: Record<string, unknown>, ...resources: readonly string[]): void {
    this.#role.addToPolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions }),
    );
  }
}
