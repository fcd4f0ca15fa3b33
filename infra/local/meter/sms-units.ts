import type { WireRequest } from '../calls-of.ts';
import type { Charge } from './units.ts';
import type { WireReply } from './wire-reply.ts';

/** What a text may be made of at seven bits a letter (3GPP TS 23.038 §6.2.1), and what takes two of these (its extension). */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';

/**
 * Parts of a text: 160 letters of seven bits, or 153 each of several; 70 or 67 as soon as one letter needs sixteen. What
 * takes two places is never split over two parts.
 */
export const smsParts = (text: string): number => {
  const letters = [...text];
  const isGsm = letters.every((letter) => BASIC.includes(letter) || EXTENDED.includes(letter));
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  const places = letters.map((letter) => (isGsm ? (EXTENDED.includes(letter) ? 2 : 1) : letter.length));
  if (places.reduce((sum, each) => sum + each, 0) <= alone) return 1;
  let [parts, used] = [1, 0];
  for (const each of places) {
    if (used + each > joined) [parts, used] = [parts + 1, 0];
    used += each;
  }
  return parts;
};

/** End User Messaging (`PinpointSMSVoiceV2.SendTextMessage`, JSON 1.0) bills each part of a text that it accepts. */
export const smsUnits = ({ headers, body }: WireRequest, { status }: WireReply): Charge[] => {
  if (status !== 200 || !String(headers['x-amz-target']).endsWith('.SendTextMessage')) return [];
  const { MessageBody = '', DryRun = false } = JSON.parse(body.toString()) as Sent;
  return DryRun ? [] : [{ units: { smsParts: smsParts(MessageBody) } }];
};

type Sent = { readonly MessageBody?: string; readonly DryRun?: boolean };
