import MailComposer from 'nodemailer/lib/mail-composer';
import { sha256 } from '#shared/aws/sha256.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import { type Addressee, closingOf, languageOf, type MessageText } from '#shared/domain/message.ts';
import { oneLine } from '#shared/domain/names.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import type { Sender } from '#shared/domain/sender.ts';
import { emailPage } from './email-page.ts';
import { isOneAddress } from './is-one-address.ts';
import { referenceOf } from './reference.ts';

type Email = {
  readonly text: MessageText;
  readonly addressee: Addressee;
  readonly to: string;
  readonly sender: Sender;
  readonly today: IsoDate;
  readonly noticeId: string;
  readonly stopAddress: string;
};

/** Characters of a name beside the address: a line of a mail's head holds 998, and a name in one piece is not folded. */
const LONGEST_NAME = 400;

/**
 * The message as MIME, text and HTML alike. No picture, no link but the municipality's own domain, nothing that tells us
 * whether it was opened; `List-Unsubscribe` (RFC 2369) opens a mail that says which notice it answers. The same input gives
 * the same bytes. A name that is too long for a mail's head stands in the message alone.
 * @throws when `to` is not one address
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
  if (!isOneAddress(to)) throw new Error('the recipient is not one e-mail address');
  const name = oneLine(addressee.name);
  const reference = referenceOf(noticeId);
  const id = sha256(`${reference}|${today}`).slice(0, 32);
  return new MailComposer({
    from: { name: oneLine(sender.municipality), address: sender.emailFrom },
    to: { name: name.length > LONGEST_NAME ? '' : name, address: to },
    replyTo: sender.emailFrom,
    subject: oneLine(text.subject),
    date: new Date(`${today}T09:00:00Z`),
    messageId: `<${id}@${sender.emailFrom.split('@')[1]}>`,
    baseBoundary: id,
    text: [plainText(text, addressee.salutation), closingOf(text), signature(sender)].join('\n\n'),
    html: emailPage(text, addressee, sender),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': languageOf(text),
      'List-Unsubscribe': `<mailto:${stopAddress}?subject=${encodeURIComponent(`Stop ${reference}`)}>`,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};

const signature = ({ signatory, signatoryRole, municipality }: Sender): string =>
  `${signatory}\n${signatoryRole}\n${municipality}`;
