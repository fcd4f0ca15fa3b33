import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Behaviour = 'hang' | 'reset' | { readonly status: number; readonly code?: string };

/** A server that stands for SES, answers as it is told, and keeps what it was asked. */
export const localSes = async (behaviour: Behaviour) => {
  const asked: URLSearchParams[] = [];
  const server: Server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    asked.push(new URLSearchParams(Buffer.concat(pieces).toString()));
    if (behaviour === 'hang') return;
    if (behaviour === 'reset') return void request.socket.destroy();
    const { status, code } = behaviour;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(code === undefined ? ACCEPTED : refusal(code));
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

const ACCEPTED =
  '<SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>';

const refusal = (code: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>anna@example.org</Message></Error></ErrorResponse>`;
