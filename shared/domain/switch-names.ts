import type { Channel } from './agenda.ts';

/** What halts all of a service. */
export const serviceSwitch = (service: string): string => `service:${service}`;

/** What halts a version of a service whose approval was withdrawn, for good: another version is another name. */
export const versionSwitch = (service: string, hash: string): string => `version:${service}@${hash}`;

/** Every halt that keeps a message of this service, as that version of it decided, on this channel back. */
export const switchNames = (service: string, channel: Channel, hash: string): string[] => [
  'all',
  serviceSwitch(service),
  `channel:${channel}`,
  versionSwitch(service, hash),
];
