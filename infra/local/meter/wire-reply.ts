/** What AWS answered, as far as a bill depends on it. */
export type WireReply = { readonly status: number; readonly body: string };
