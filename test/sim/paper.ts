import type { composeEmail } from '#shared/channels/compose-email.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import { printable } from '#shared/channels/printable.ts';

/** A letter on paper that costs nothing: its words as bytes. What stands in it can still be compared with what it should be. */
const wordsOf = ({ text, addressee, batch, letterId, envelope }: LetterSpec): string =>
  JSON.stringify({ text, addressee, batch, letterId, envelope });

/** Setting letters and reading them back, as fast as text; what no font has is refused as on real paper. */
export const paper = {
  render: async (spec: LetterSpec): Promise<{ pdf: Uint8Array; pages: number }> => {
    printable([spec.addressee.name, ...spec.addressee.lines]);
    return { pdf: Buffer.from(wordsOf(spec), 'utf8'), pages: 1 };
  },
  check: async (pdf: Uint8Array, expected: LetterSpec): Promise<string[]> =>
    Buffer.from(pdf).toString('utf8') === wordsOf(expected) ? [] : ['it is not what was to be written'],
};

/** A mail as its words alone. */
export const composeQuickly: typeof composeEmail = async ({ text, addressee, to }) =>
  Buffer.from(JSON.stringify({ text, addressee, to }), 'utf8');
