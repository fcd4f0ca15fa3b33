/** What a provider answered, or what can be known when it did not. */
export type Answer =
  | { readonly kind: 'accepted'; readonly providerId: string }
  /** No, for good: this message, or this address. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No, not now: nothing left the house, so it may be tried again. */
  | { readonly kind: 'not-now'; readonly reason: string }
  /** No, to everything: nothing left, and nothing will until a person looks. The channel is held. */
  | { readonly kind: 'paused'; readonly reason: string }
  /** It may have left: never tried again. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** The provider's codes for what is wrong with one message or one address. */
const REFUSED = ['MessageRejected', 'InvalidParameterValue', 'InvalidParameterCombination', 'ValidationError'];
const THROTTLED = ['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'LimitExceededException'];
/** The request never reached the provider: refused, unresolved, no route, or no trust in who answered. */
const BEFORE_THE_WIRE = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];
/** No key to sign the request with: it was never made. */
const WITHOUT_CREDENTIALS = ['CredentialsProviderError'];

/**
 * What an error of a provider call means, by its code alone: an error's text may quote addresses. A refusal (4xx) whose
 * code does not speak of the message is about us (account paused, no permission, a clock that is off, a configuration set
 * that is gone): it would meet everybody, so it holds the channel instead of closing a resident's. Everything that is not
 * surely "nothing happened" is unknown.
 * Source: measured against a default SDK client, where one lost reply became two mails.
 */
export const answerOf = (error: unknown): Answer => {
  const { name, code, detail, status } = readError(error);
  const reason = code ?? detail ?? name;
  if (BEFORE_THE_WIRE.includes(reason)) return { kind: 'not-now', reason };
  if (WITHOUT_CREDENTIALS.includes(name)) return { kind: 'paused', reason };
  if (status === undefined || status < 400 || status >= 500 || status === 408) return { kind: 'unknown', reason };
  if (speaksOfUs(error)) return { kind: 'paused', reason: 'IdentityNotVerified' };
  if (status === 429 || THROTTLED.includes(name)) return { kind: 'not-now', reason };
  return { kind: REFUSED.includes(name) ? 'refused' : 'paused', reason };
};

/**
 * In the sandbox, or with a domain that is not verified yet, SES answers MessageRejected to everything. Only the text tells:
 * it is matched and never kept, since it names the addresses.
 */
const speaksOfUs = (error: unknown): boolean =>
  error instanceof Error && error.name === 'MessageRejected' && /not verified/i.test(error.message);

type ErrorLike = {
  readonly name?: unknown;
  readonly code?: unknown;
  /** What End User Messaging says beside the name. */
  readonly Reason?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

const readError = (error: unknown) => {
  const { name, code, Reason, $metadata } = (typeof error === 'object' && error !== null ? error : {}) as ErrorLike;
  return {
    name: codeIn(name) ?? 'Error',
    code: codeIn(code),
    detail: codeIn(Reason),
    status: $metadata?.httpStatusCode,
  };
};

/** Only what looks like a code is taken for one: letters, digits and signs that no address is written without. */
const codeIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z0-9_.]{1,80}$/.test(value) ? value : undefined;
