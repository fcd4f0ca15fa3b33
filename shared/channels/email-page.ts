import { type Addressee, type Block, closingOf, languageOf, type MessageText } from '#shared/domain/message.ts';
import type { Sender } from '#shared/domain/sender.ts';

const STYLE = {
  body: 'margin:0;background:#ffffff;color:#1a1a1a;font:17px/1.5 Verdana,Arial,sans-serif',
  main: 'max-width:36em;margin:0 auto;padding:1.5em',
  municipality: 'margin:0 0 1.5em;padding-bottom:.5em;border-bottom:3px solid #154273;color:#154273;font-weight:bold',
  h1: 'font-size:1.35em;line-height:1.3;margin:0 0 1em',
  h2: 'font-size:1.05em;margin:1.6em 0 .3em;color:#154273',
  p: 'margin:.3em 0 .8em',
  ol: 'margin:.3em 0 .8em;padding-left:1.4em',
} as const;

/** The HTML of an e-mail: headings that a screen reader can walk through, styles inline because mail readers drop the rest. */
export const emailPage = (text: MessageText, { salutation }: Addressee, sender: Sender): string =>
  `<!doctype html>
<html lang="${languageOf(text)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(text.subject)}</title></head>
<body style="${STYLE.body}">
<main style="${STYLE.main}">
<p style="${STYLE.municipality}">${escaped(sender.municipality)}</p>
<h1 style="${STYLE.h1}">${escaped(text.subject)}</h1>
${paragraph(`${salutation},`)}
${text.blocks.map(blockOf).join('\n')}
${paragraph(closingOf(text))}
<p style="${STYLE.p}">${escaped(sender.signatory)}<br>${escaped(sender.signatoryRole)}<br>${escaped(sender.municipality)}</p>
</main>
</body>
</html>`;

const blockOf = ({ heading, paragraphs, steps = [] }: Block): string =>
  [
    ...(heading === undefined ? [] : [`<h2 style="${STYLE.h2}">${escaped(heading)}</h2>`]),
    ...paragraphs.map(paragraph),
    ...(steps.length > 0 ? [list(steps)] : []),
  ].join('\n');

const paragraph = (text: string): string => `<p style="${STYLE.p}">${escaped(text)}</p>`;

const list = (steps: readonly string[]): string =>
  `<ol style="${STYLE.ol}">${steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>`;

/** Names and texts are shown as they are written, whatever they look like. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
