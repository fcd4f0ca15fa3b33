import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Behaviour = 'hang' | 'reset' | { readonly status: number; readonly code?: string; readonly more?: object };

/** What a provider's wire looks like. */
type Wire<Asked> = {
  readonly read: (body: string) => Asked;
  readonly type: string;
  readonly accepted: string;
  readonly refusal: (code: string, more: object) => string;
};

/** A server that stands for a provider, answers as it is told, and keeps what it was asked. */
const localProvider =
  <Asked>({ read, type, accepted, refusal }: Wire<Asked>) =>
  async (behaviour: Behaviour) => {
    const asked: Asked[] = [];
    const server: Server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      asked.push(read(Buffer.concat(pieces).toString()));
      if (behaviour === 'hang') return;
      if (behaviour === 'reset') return void request.socket.destroy();
      const { status, code, more = {} } = behaviour;
      response.writeHead(status, { 'content-type': type }).end(code === undefined ? accepted : refusal(code, more));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return {
      asked,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: async () => {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      },
    };
  };

export const localSes = localProvider({
  read: (body) => new URLSearchParams(body),
  type: 'text/xml',
  accepted:
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  refusal: (code) =>
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>anna@example.org</Message></Error></ErrorResponse>`,
});

export const localSms = localProvider({
  read: (body) => JSON.parse(body) as Record<string, unknown>,
  type: 'application/x-amz-json-1.0',
  accepted: '{"MessageId":"m-1"}',
  refusal: (code, more) => JSON.stringify({ __type: code, Message: '+31612345110', ...more }),
});
