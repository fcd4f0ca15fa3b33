import type { Channel } from './agenda.ts';

/** Every halt that keeps a message of this service on this channel back. */
export const switchNames = (service: string, channel: Channel): string[] => [
  'all',
  `service:${service}`,
  `channel:${channel}`,
];
