import type { MessageText } from './message.ts';

/** A message as plain text: paragraphs apart by an empty line, steps numbered. The text part of an e-mail, and the archive's. */
export const plainText = ({ blocks }: MessageText, salutation: string): string =>
  [
    `${salutation},`,
    ...blocks.flatMap(({ heading, paragraphs, steps = [] }) => [
      ...(heading === undefined ? [] : [heading]),
      ...paragraphs,
      ...(steps.length > 0 ? [steps.map((step, index) => `${index + 1}. ${step}`).join('\n')] : []),
    ]),
  ].join('\n\n');
