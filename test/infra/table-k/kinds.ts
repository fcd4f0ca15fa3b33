import type { Row } from './template.ts';

/** Kinds of resource that a row looks at, or that have nothing a row could look at. */
const KNOWN = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter', // counts lines
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::EmailIdentity',
  'AWS::SMSVOICE::ConfigurationSet',
  'AWS::SMSVOICE::ProtectConfiguration',
  'AWS::SMSVOICE::SenderId',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
]);

/** A kind of resource that nobody has thought about here: decide what must hold for it, add a row, then its name. */
export const kinds: Row = ({ Resources }) =>
  Object.entries(Resources).flatMap(([id, { Type }]) =>
    KNOWN.has(Type) ? [] : [`${id} is a ${Type}: no row knows it`],
  );
