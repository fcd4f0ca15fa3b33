import { measured } from '#shared/channels/gsm7.ts';
import type { WireRequest } from '../calls-of.ts';
import type { Charge } from './units.ts';
import type { WireReply } from './wire-reply.ts';

/** End User Messaging (`PinpointSMSVoiceV2.SendTextMessage`, JSON 1.0) bills each part of a text that it accepts. */
export const smsUnits = ({ headers, body }: WireRequest, { status }: WireReply): Charge[] => {
  if (status !== 200 || !String(headers['x-amz-target']).endsWith('.SendTextMessage')) return [];
  const { MessageBody = '', DryRun = false } = JSON.parse(body.toString()) as Sent;
  return DryRun ? [] : [{ units: { smsParts: measured(MessageBody).parts } }];
};

type Sent = { readonly MessageBody?: string; readonly DryRun?: boolean };
