import { mkdirSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import dynalite from 'dynalite';

/** DynamoDB in this process, without a port of its own; in memory, or in a directory. */
export const openDynamo = (directory?: string) => {
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const server: Server = dynalite({ createTableMs: 0, ...(directory && { path: join(directory, 'dynamo') }) });
  return {
    handle: (request: IncomingMessage, response: ServerResponse): void =>
      void server.emit('request', request, response),
    /** dynalite closes its store only when it stops to listen, so for that moment it does. */
    stop: () => new Promise<void>((done) => server.listen(0, '127.0.0.1', () => server.close(() => done()))),
  };
};
