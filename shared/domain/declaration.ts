import * as z from 'zod';
import { isoDate } from './dates.ts';
import { withLatest } from './latest.ts';
import { saidHow } from './said-how.ts';

/** Channels for which a resident must have declared to be reachable (Awb 2:8). */
export const electronicChannel = z.enum(['email', 'sms']);
export type ElectronicChannel = z.infer<typeof electronicChannel>;

/**
 * What a resident declared: messages of this service may come by this channel, to this address. Withdrawn, the address is
 * gone; what remains is that it was declared and withdrawn, how and when, so that no older file brings it back.
 */
export const declaration = z.object({
  service: z.string(),
  channel: electronicChannel,
  /** An e-mail address, or a mobile number in E.164: `+31612345678`. */
  address: z.string().optional(),
  how: saidHow,
  on: isoDate,
  withdrawn: isoDate.optional(),
  /** Day of the delivery that first said so. */
  asOf: isoDate,
});
export type Declaration = z.infer<typeof declaration>;

/** The declaration that lets a message of this service come by this channel; one for another service lets nothing. */
export const standingFor = (
  reach: readonly Declaration[] | undefined,
  service: string,
  channel: ElectronicChannel,
): (Declaration & { readonly address: string }) | undefined =>
  reach?.find(
    (each): each is Declaration & { address: string } =>
      each.service === service &&
      each.channel === channel &&
      each.withdrawn === undefined &&
      each.address !== undefined,
  );

/** What is declared after a file said something of one service and channel. */
export const withDeclaration = (
  reach: readonly Declaration[] | undefined,
  fresh: Declaration,
): readonly Declaration[] =>
  withLatest(reach ?? [], fresh.withdrawn === undefined ? fresh : withoutAddress(fresh), {
    isSame: (a, b) => a.service === b.service && a.channel === b.channel,
    said: ({ on, withdrawn, asOf }) => ({ day: withdrawn ?? on, isNo: withdrawn !== undefined, asOf }),
    tells: (each) => [each.address, each.how, each.on, each.withdrawn],
  });

const withoutAddress = ({ address: _, ...rest }: Declaration): Declaration => rest;
