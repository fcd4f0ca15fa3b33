import { sha256 } from '#shared/aws/sha256.ts';
import { referenceOf } from '#shared/channels/reference.ts';
import { tryOf } from '#shared/domain/notice.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import { COPIES, copied } from '#shared/store/copies.ts';
import type { Prepared } from './prepare.ts';

/** Which letter of which batch a copy is of. */
type Printed = { readonly batch: string; readonly letterId: string };

/**
 * What is kept of a message as it was written (Awb 2:8: the sender must be able to show what was sent), and enough of its notice
 * to put it again where a restored table lost it. The key holds no name and no number, and each try and content has its own, so
 * that nothing is ever overwritten: of two deliveries at once only one sends, and the other must not write over what that one sent.
 */
export const copyOf = (prepared: Prepared, printed?: Printed): { key: string; body: string } => {
  const { notice } = prepared;
  const body = bodyOf(prepared, printed);
  const name = `${tryOf({ ...notice, attempt: notice.attempt + 1 })}-${sha256(body).slice(0, 12)}`;
  return { key: `${COPIES}${referenceOf(notice.noticeId)}/${name}.json`, body };
};

const bodyOf = ({ notice, addressee, email, sms, text, short, ...rest }: Prepared, printed?: Printed): string =>
  JSON.stringify({
    noticeId: notice.noticeId,
    addresseeId: notice.addresseeId,
    residentId: rest.subjects[0],
    subjects: rest.subjects,
    service: rest.service,
    occasions: rest.occasions,
    documents: rest.documents,
    channel: notice.channel,
    addressee: {
      ...pick(addressee),
      ...(notice.channel === 'email' && { email }),
      ...(notice.channel === 'sms' && { sms }),
    },
    ...(notice.channel === 'sms'
      ? { text: short }
      : { subject: text.subject, text: plainText(text, addressee.salutation) }),
    notice: copied.parse({
      ...notice,
      attempt: notice.attempt + 1,
      parts: rest.parts,
      at: rest.readAt,
      ...printed,
    }),
  });

const pick = ({ name, lines, postcode, houseNumber }: Prepared['addressee']) => ({
  name,
  lines,
  postcode,
  houseNumber,
});
