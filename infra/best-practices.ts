import { type App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type IApplyRule, ServerlessChecks } from 'cdk-nag';

/** Findings that stand, each with the reason why. Everything else that the rules find stops the synthesis. */
const ACKNOWLEDGED = [
  {
    id: 'AwsSolutions-S1',
    reason:
      'Access to objects is recorded by the account’s trail; a log bucket would be one more place with keys of residents.',
  },
  {
    id: 'AwsSolutions-SMG4',
    reason: 'A rotated pseudonym key would make everybody a stranger, and a rotated BSN key the BSNs unreadable.',
  },
  { id: 'AwsSolutions-SQS3', reason: 'A queue of dead letters needs no dead letters of its own.' },
  { id: 'Serverless-SQSRedrivePolicy', reason: 'A queue of dead letters needs no dead letters of its own.' },
  {
    id: 'Serverless-LambdaDLQ',
    reason: 'Nothing invokes a function without waiting: queues and schedules keep their own dead letters.',
  },
  {
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'For queues the redrive policy of the queue does this; a destination is for streams.',
  },
];

/**
 * IAM5 wants every resource that ends in * acknowledged by its resolved name, one by one. Our own test is stricter where it
 * matters and names the rest: no action with a wildcard at all, and * alone only for tracing, which has no resources.
 */
class AwsSolutionsButIam5 extends AwsSolutionsChecks {
  protected override applyRule(rule: IApplyRule): void {
    if (rule.ruleSuffixOverride !== 'IAM5') super.applyRule(rule);
  }
}

/** Has the rules of AWS Solutions and Serverless look at every resource. */
export const checkBestPractices = (app: App, stacks: readonly Stack[]): void => {
  Validations.of(app).addPlugins(new AwsSolutionsButIam5(app));
  Validations.of(app).addPlugins(new ServerlessChecks(app));
  for (const stack of stacks) for (const each of ACKNOWLEDGED) Validations.of(stack).acknowledge(each);
};
