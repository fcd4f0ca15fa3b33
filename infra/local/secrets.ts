import type { WireRequest } from './calls-of.ts';
import type { WireAnswer } from './ses.ts';

/** Secrets Manager, as far as the pipeline uses it: `GetSecretValue`, by ARN. */
export const answerSecrets =
  (secrets: ReadonlyMap<string, string>) =>
  async ({ headers, body }: WireRequest): Promise<WireAnswer> => {
    const type = 'application/x-amz-json-1.1';
    const refuse = (name: string) => ({ status: 400, type, body: JSON.stringify({ __type: name, message: name }) });
    if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue') return refuse('UnknownOperationException');
    const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
    const SecretString = secrets.get(SecretId);
    if (SecretString === undefined) return refuse('ResourceNotFoundException');
    const answer = { ARN: SecretId, Name: SecretId, VersionId: 'local', VersionStages: ['AWSCURRENT'], SecretString };
    return { status: 200, type, body: JSON.stringify(answer) };
  };
