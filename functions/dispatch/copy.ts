import { referenceOf } from '#shared/channels/reference.ts';
import { tryOf } from '#shared/domain/notice.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import type { Prepared } from './prepare.ts';

/**
 * What is kept of a message as it was written (Awb 2:8: the sender must be able to show what was sent). The key holds no
 * name and no number, and each try has its own, so that nothing is ever overwritten.
 */
export const copyOf = ({
  notice,
  addressee,
  email,
  sms,
  text,
  short,
  ...rest
}: Prepared): { key: string; body: string } => ({
  key: `copies/${referenceOf(notice.noticeId)}/${tryOf({ ...notice, attempt: notice.attempt + 1 })}.json`,
  body: JSON.stringify({
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
  }),
});

const pick = ({ name, lines, postcode, houseNumber }: Prepared['addressee']) => ({
  name,
  lines,
  postcode,
  houseNumber,
});
