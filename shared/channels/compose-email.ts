import MailComposer from 'nodemailer/lib/mail-composer';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Addressee, Block, MessageText } from '#shared/domain/message.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import type { Sender } from '#shared/domain/sender.ts';
import { tagOf } from './tag.ts';

type Email = {
  readonly text: MessageText;
  readonly addressee: Addressee;
  readonly to: string;
  readonly sender: Sender;
  readonly today: IsoDate;
  readonly noticeId: string;
  readonly stopAddress: string;
};

/**
 * The message as MIME, text and HTML alike. No picture, no link but the municipality's own domain, nothing that tells us
 * whether it was opened; `List-Unsubscribe` goes to a mailbox (RFC 2369).
 */
export const composeEmail = async ({
  text,
  addressee,
  to,
  sender,
  today,
  noticeId,
  stopAddress,
}: Email): Promise<Uint8Array> => {
  const closing = [`Met vriendelijke groet,`, `${sender.signatory}\n${sender.municipality}`];
  const reference = tagOf(noticeId, 0).slice(0, 24);
  return new MailComposer({
    from: { name: sender.municipality, address: sender.emailFrom },
    to: { name: oneLine(addressee.name), address: to },
    replyTo: sender.emailFrom,
    subject: text.subject,
    date: new Date(`${today}T09:00:00Z`),
    text: [plainText(text, addressee.salutation), ...closing].join('\n\n'),
    html: page(text, addressee, sender),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'nl',
      'List-Unsubscribe': `<mailto:${stopAddress}?subject=${encodeURIComponent(`Stop ${reference}`)}>`,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};

/** A line break in a name must not start a header of its own. */
const oneLine = (name: string): string => name.replace(/[\r\n]+/g, ' ');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const blockOf = ({ heading, paragraphs, steps = [] }: Block): string =>
  [
    ...(heading === undefined ? [] : [`<h2 style="font-size:1.1em;margin:1.4em 0 .3em">${escaped(heading)}</h2>`]),
    ...paragraphs.map((paragraph) => `<p style="margin:.3em 0 .8em">${escaped(paragraph)}</p>`),
    ...(steps.length > 0
      ? [
          `<ol style="margin:.3em 0 .8em;padding-left:1.4em">${steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>`,
        ]
      : []),
  ].join('\n');

const page = ({ subject, blocks }: MessageText, { salutation }: Addressee, sender: Sender): string => `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#ffffff;color:#1a1a1a;font:17px/1.5 Verdana,Arial,sans-serif">
<main style="max-width:36em;margin:0 auto;padding:1.5em">
<p style="margin:0 0 1.5em;padding-bottom:.5em;border-bottom:3px solid #154273;color:#154273;font-weight:bold">${escaped(sender.municipality)}</p>
<h1 style="font-size:1.35em;margin:0 0 1em">${escaped(subject)}</h1>
<p>${escaped(salutation)},</p>
${blocks.map(blockOf).join('\n')}
<p style="margin-top:1.5em">Met vriendelijke groet,</p>
<p>${escaped(sender.signatory)}<br>${escaped(sender.municipality)}</p>
</main>
</body>
</html>`;
