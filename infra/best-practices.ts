import { type App, type IPolicyValidationPlugin, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type IApplyRule, type NagRuleResult, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

type Acknowledged = {
  readonly id: string;
  readonly reason: string;
  /** The constructs it stands at, by the last part of their path; everywhere when there are none. */
  readonly at?: readonly string[];
};

const NO_DEAD_LETTERS_OF_DEAD_LETTERS = {
  at: ['DeadLetters', 'Missed'],
  reason: 'A queue of dead letters needs no dead letters of its own.',
};

/** Findings that stand, each with the reason why. Everything else that the rules find stops the synthesis. */
export const ACKNOWLEDGED: readonly Acknowledged[] = [
  {
    id: 'AwsSolutions-S1',
    reason:
      'Access to objects is recorded by the account’s trail; a log bucket would be one more place with keys of residents.',
  },
  {
    id: 'AwsSolutions-SMG4',
    at: ['Pseudonym', 'Bsn', 'Tag'],
    reason:
      'A rotated pseudonym key would make everybody a stranger, a rotated BSN key the BSNs unreadable, and a rotated tag key the events of what is on its way.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Tracing knows no resources. Our own test lets nothing else be allowed on everything.',
  },
  { id: 'AwsSolutions-SQS3', ...NO_DEAD_LETTERS_OF_DEAD_LETTERS },
  { id: 'Serverless-SQSRedrivePolicy', ...NO_DEAD_LETTERS_OF_DEAD_LETTERS },
  {
    id: 'Serverless-LambdaDLQ',
    reason: 'Nothing invokes a function without waiting: queues and schedules keep their own dead letters.',
  },
  {
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'For queues the redrive policy of the queue does this; a destination is for streams.',
  },
];

/** Objects under one prefix of one bucket, as IAM5 spells it: `Resource::<Letters.Arn>/letters/*`. */
const OBJECTS_UNDER_PREFIX = /^Resource::[^/*]+\/[a-z]+\/\*$/;

/**
 * IAM5 wants every resource that ends in * acknowledged by its resolved name, which differs for each stage. The objects of a
 * prefix cannot be named in another way, so these are no finding here; any other wildcard, in an action or a resource, is.
 */
class AwsSolutionsWithPrefixes extends AwsSolutionsChecks {
  protected override applyRule(applied: IApplyRule): void {
    const { rule } = applied;
    super.applyRule(
      applied.ruleSuffixOverride === 'IAM5' ? { ...applied, rule: (node) => withoutPrefixes(rule(node)) } : applied,
    );
  }
}

const withoutPrefixes = (result: NagRuleResult): NagRuleResult =>
  Array.isArray(result) ? result.filter((finding) => !OBJECTS_UNDER_PREFIX.test(finding)) : result;

type RulePack = IPolicyValidationPlugin & {
  readonly validateScope: (scope: IConstruct) => ReturnType<IPolicyValidationPlugin['validate']>;
};

/** The rules of AWS Solutions and Serverless. */
export const rulePacks = (app: App): RulePack[] => [new AwsSolutionsWithPrefixes(app), new ServerlessChecks(app)];

/** Has the rules look at every resource when the app is synthesised, and ends it when they find what is not acknowledged. */
export const checkBestPractices = (app: App, stacks: readonly Stack[]): void => {
  Validations.of(app).addPlugins(...rulePacks(app));
  for (const stack of stacks) for (const each of ACKNOWLEDGED) acknowledge(stack, each);
};

const acknowledge = (stack: Stack, { id, reason, at }: Acknowledged): void => {
  const places = at ? stack.node.findAll().filter(({ node }) => at.includes(node.id)) : [stack];
  for (const place of places) Validations.of(place).acknowledge({ id, reason });
};
