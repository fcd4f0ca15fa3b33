import { sha256 } from '#shared/aws/sha256.ts';
import { referenceOf } from '#shared/channels/reference.ts';
import { tryOf } from '#shared/domain/notice.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import type { Prepared } from './prepare.ts';

/**
 * What is kept of a message as it was written (Awb 2:8: the sender must be able to show what was sent). The key holds no
 * name and no number, and each try and content has its own: of two deliveries at once only one sends, and the other must not
 * write over what that one sent.
 */
export const copyOf = (prepared: Prepared): { key: string; body: string } => {
  const { notice } = prepared;
  const body = JSON.stringify(contentOf(prepared));
  const name = `${tryOf({ ...notice, attempt: notice.attempt + 1 })}-${sha256(body).slice(0, 12)}`;
  return { key: `copies/${referenceOf(notice.noticeId)}/${name}.json`, body };
};

const contentOf = ({ notice, addressee, email, sms, text, short, ...rest }: Prepared) => ({
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
});

const pick = ({ name, lines, postcode, houseNumber }: Prepared['addressee']) => ({
  name,
  lines,
  postcode,
  houseNumber,
});
