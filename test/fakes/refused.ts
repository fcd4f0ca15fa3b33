/** What AWS answers to a request that it does not take, as the SDK throws it. */
export const refused = (name: string, message: string): Error =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 } });

/** Nothing is passed over in silence: a field that a fake does not know is an error, as the verb would be. */
export const onlyKnown = (what: string, known: ReadonlySet<string>, input: object): void => {
  for (const [field, value] of Object.entries(input))
    if (value !== undefined && !known.has(field)) throw new Error(`${what} know no ${field}`);
};
