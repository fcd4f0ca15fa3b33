import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Template = { readonly Resources: Record<string, unknown>; readonly Outputs?: Record<string, unknown> };

/** Writes a folder like `cdk.out`: templates by stack name, and the source of each function by the name of its asset. */
export const handMadeApp = (
  templates: Readonly<Record<string, Template>>,
  sources: Readonly<Record<string, string>> = {},
): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hand-made-'));
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(join(folder, `asset.${name}`));
    writeFileSync(join(folder, `asset.${name}`, 'index.mjs'), source);
  }
  const files = Object.fromEntries(
    Object.keys(sources).map((name) => [
      name,
      { source: { path: `asset.${name}` }, destinations: { here: { objectKey: `${name}.zip` } } },
    ]),
  );
  for (const [name, template] of Object.entries(templates)) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
    writeFileSync(join(folder, `${name}.assets.json`), JSON.stringify({ files }));
  }
  return folder;
};

export const ref = (id: string) => ({ Ref: id });
export const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

type Statement = { readonly Action: string | string[]; readonly Resource: unknown; readonly Condition?: unknown };

/** A function with its role, from the asset of the same name. */
export const functionOf = (
  name: string,
  {
    statements = [],
    variables = {},
    ...properties
  }: {
    readonly statements?: readonly Statement[];
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly Timeout?: number;
  } = {},
) => ({
  [`${name}Role`]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [
        { PolicyName: 'p', PolicyDocument: { Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) } },
      ],
    },
  },
  [name]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
      Handler: 'index.handler',
      Role: arn(`${name}Role`),
      Runtime: 'nodejs24.x',
      MemorySize: 256,
      Timeout: 5,
      Environment: { Variables: variables },
      ...properties,
    },
  },
});

/** A queue, its dead letters, and the mapping by which it feeds a function. */
export const queueInto = (name: string, target: string, mapping: object = {}) => ({
  [`${name}DeadLetters`]: { Type: 'AWS::SQS::Queue' },
  [name]: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 360,
      RedrivePolicy: { deadLetterTargetArn: arn(`${name}DeadLetters`), maxReceiveCount: 2 },
    },
  },
  [`${name}Mapping`]: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arn(name),
      FunctionName: ref(target),
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...mapping,
    },
  },
});

/**
 * How a function that was made by hand reaches AWS without a bundled SDK: signed with its own access key, as the SDK does.
 */
export const CALL = `
  const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: key, AWS_REGION: region } = process.env;
  const call = (service, target, body) => fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: \`AWS4-HMAC-SHA256 Credential=\${key}/20150101/\${region}/\${service}/aws4_request, SignedHeaders=host, Signature=x\`,
      'x-amz-date': '20150101T000000Z', 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0',
    },
    body: JSON.stringify(body),
  });
`;
