/** What a provider answered, or what can be known when it did not. */
export type Answer =
  | { readonly kind: 'accepted'; readonly providerId: string }
  /** No, for good. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No, not now: nothing left the house, so it may be tried again. */
  | { readonly kind: 'not-now'; readonly reason: string }
  /** No, to everything: the channel is paused until a person looks. */
  | { readonly kind: 'paused'; readonly reason: string }
  /** It may have left: never tried again. */
  | { readonly kind: 'unknown'; readonly reason: string };

const PAUSED = [
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'MailFromDomainNotVerifiedException',
];
const THROTTLED = ['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'LimitExceededException'];
/** The request never reached the provider: refused, unresolved, or no connection yet. */
const BEFORE_THE_WIRE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'CERT_HAS_EXPIRED'];

/**
 * What an error of a provider call means. Codes only: an error's text may quote addresses. Everything that is not surely
 * "nothing happened" is unknown.
 * Source: measured against a default SDK client, where one lost reply became two mails.
 */
export const answerOf = (error: unknown): Answer => {
  const { name, code, $metadata } = (error ?? {}) as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const reason = code ?? name ?? 'unknown-error';
  const status = $metadata?.httpStatusCode;
  if (name !== undefined && PAUSED.includes(name)) return { kind: 'paused', reason };
  if (status === 429 || (name !== undefined && THROTTLED.includes(name))) return { kind: 'not-now', reason };
  if (code !== undefined && BEFORE_THE_WIRE.includes(code)) return { kind: 'not-now', reason };
  if (status !== undefined && status >= 400 && status < 500) return { kind: 'refused', reason };
  return { kind: 'unknown', reason };
};
