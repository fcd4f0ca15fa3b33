import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Results, Written } from './results.ts';
import type { LocalStack } from './stack.ts';

/** Shows the outbox to a browser on this machine: letters as PDF, e-mails and texts as text. */
export const serveOutbox = async (stack: LocalStack, results: Results) => {
  const server = createServer((request, response) => {
    const { status = 200, type, body } = answer(pathOf(request.url), stack, results);
    response.writeHead(status, {
      'content-type': type,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
};

/** What was asked for. Something that is no path is one that is not there: it must not end the run. */
const pathOf = (url = '/'): string => {
  try {
    return decodeURIComponent(new URL(url, 'http://outbox').pathname);
  } catch {
    return 'no path';
  }
};

type Answer = { readonly status?: number; readonly type: string; readonly body: string | Buffer };
const HTML = 'text/html; charset=utf-8';

const answer = (path: string, stack: LocalStack, { notices, written }: Results): Answer => {
  if (path === '/') return { type: HTML, body: page('Uitgaande post', overview(written, notices)) };
  const [, kind, ...rest] = path.split('/');
  const key = `letters/${rest.join('/')}`;
  if (kind === 'brief' && stack.files('letters', key).includes(key))
    return { type: 'application/pdf', body: stack.file('letters', key) };
  const channelOf: Readonly<Record<string, string>> = { mail: 'email', sms: 'sms' };
  const message = written.find(
    ({ noticeId, channel }) =>
      channel === channelOf[kind ?? ''] && channel !== undefined && noticeId === rest.join('/'),
  );
  if (message) return { type: HTML, body: page(text(message.subject ?? 'Sms'), messagePage(message)) };
  return {
    status: 404,
    type: HTML,
    body: page('Niet gevonden', '<p>Deze pagina is er niet. <a href="/">Terug</a></p>'),
  };
};

const STATES: Readonly<Record<string, string>> = {
  QUEUED: 'wacht op verzending',
  SENDING: 'wordt verzonden',
  BATCHED: 'klaar voor de drukker',
  SENT: 'verzonden',
  DELIVERED: 'bezorgd',
  BOUNCED: 'teruggekomen',
  COMPLAINED: 'klacht',
  RETURNED: 'retour',
  REJECTED: 'geweigerd',
  UNKNOWN: 'onbekend of verzonden',
  UNKNOWN_FINAL: 'onbekend of verzonden',
  CANCELLED: 'ingetrokken',
  EXPIRED: 'te laat',
};

const overview = (written: readonly Written[], notices: Results['notices']): string => {
  const letterOf = (id: string) => notices.find(({ noticeId }) => noticeId === id);
  const rows = (channel: string, link: (each: Written) => string) => {
    const its = written.filter((each) => each.channel === channel);
    if (its.length === 0) return '<p>Er zijn er geen.</p>';
    const lines = its.map((each) => {
      const { name = '' } = (each.addressee ?? {}) as { name?: string };
      return `<tr><td>${link(each)}</td><td>${text(name)}</td><td>${STATES[each.state] ?? each.state}</td></tr>`;
    });
    return `<table><thead><tr><th scope="col">Onderwerp</th><th scope="col">Aan</th><th scope="col">Stand</th></tr></thead><tbody>${lines.join('')}</tbody></table>`;
  };
  const letters = rows('letter', (each) => {
    const { batch, letterId } = letterOf(each.noticeId) ?? {};
    const subject = text(each.subject ?? 'Brief');
    return batch && letterId ? `<a href="/brief/${batch}/${letterId}.pdf">${subject} (pdf)</a>` : subject;
  });
  const mails = rows(
    'email',
    (each) => `<a href="/mail/${encodeURIComponent(each.noticeId)}">${text(each.subject ?? 'E-mail')}</a>`,
  );
  const texts = rows('sms', (each) => `<a href="/sms/${encodeURIComponent(each.noticeId)}">Sms</a>`);
  return `<p>Dit is een proef op één computer. Er is niets verstuurd.</p><h2>Brieven</h2>${letters}<h2>E-mails</h2>${mails}<h2>Sms-berichten</h2>${texts}`;
};

const messagePage = ({ addressee, text: body, state }: Written): string => {
  const { name, email, sms } = (addressee ?? {}) as { name?: string; email?: string; sms?: string };
  return (
    `<p>Aan: ${text(name)} (${text(email ?? sms)}) – ${STATES[state] ?? state}</p>` +
    `<div class="bericht">${text(body)}</div><p><a href="/">Terug naar de uitgaande post</a></p>`
  );
};

const text = (value: unknown): string =>
  String(value ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc}' +
  'a{color:#0b5394}.bericht{white-space:pre-wrap;border:1px solid #ccc;padding:1rem}';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title} – Tijdig</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
