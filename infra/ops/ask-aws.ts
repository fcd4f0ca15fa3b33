import { SQSClient } from '@aws-sdk/client-sqs';
import { Refused } from './wrong-use.ts';

type Asked = {
  /** As AWS writes it in host names and signatures: `cloudformation`. */
  readonly service: string;
  readonly path?: string;
  /** What is posted; without it, it is only asked for. */
  readonly post?: { readonly body: string; readonly contentType: string };
};
export type Answered = { readonly text: string; readonly headers: Headers };

/**
 * Asks an AWS service for which the project has no client, as whoever is signed in. Credentials and signature are the SDK's own,
 * taken from a client that is used for nothing else: it keeps the name of the service that it signed for.
 * @param endpoint another one than AWS's own, for a test
 * @throws Refused when nobody is signed in, or AWS says no
 */
export const askAws =
  (region: string, endpoint = process.env.AWS_ENDPOINT_URL) =>
  async ({ service, path = '/', post }: Asked): Promise<Answered> => {
    const method = post ? 'POST' : 'GET';
    const url = new URL(path, endpoint ?? `https://${service}.${region}.amazonaws.com`);
    const { config } = new SQSClient({ region });
    const signer = await config.signer({ name: 'sigv4', signingName: service, signingRegion: region, properties: {} });
    const signed = await signer
      .sign({
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: {},
        headers: { host: url.host, ...(post && { 'content-type': post.contentType }) },
        ...(post && { body: post.body }),
      })
      .catch((error: Error) => {
        throw error.name === 'CredentialsProviderError' ? new Refused(NOT_SIGNED_IN) : error;
      });
    const answer = await fetch(url, { method, headers: signed.headers, ...(post && { body: post.body }) });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(`AWS (${service}) weigert dit: ${whatIsSaid(text)}`);
    return { text, headers: answer.headers };
  };

const NOT_SIGNED_IN =
  'u bent niet aangemeld bij AWS: zet AWS_PROFILE op het profiel van deze stage en meld u aan (aws sso login)';

/** The code and the message of an error in XML or JSON; they name things, not people. */
const whatIsSaid = (text: string): string => {
  const xml = ['Code', 'Message'].flatMap((tag) => elements(text, tag).slice(0, 1));
  if (xml.length > 0) return xml.join(': ');
  return /"[Mm]essage"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? 'zonder reden';
};

/** The text of every element of that name, in the order of the document. */
export const elements = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) =>
    text.replace(/&(quot|apos|lt|gt|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]),
  );

const ENTITIES = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' } as const;
