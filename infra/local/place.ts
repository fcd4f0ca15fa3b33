/** Where the embedded AWS pretends to be. The account is the one that the embedded queues print in their ARNs. */
export type Place = { readonly account: string; readonly region: string; readonly endpoint: string };

export const ACCOUNT = '000000000000';
export const REGION = 'eu-central-1';

/** `arn:aws:<service>:<region>:<account>:<rest>` */
export const arnOf = ({ account, region }: Place, service: string, rest: string): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
