/** The class of an error and where it arose: never its text, which may quote an address. */
export const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const place = error.stack?.split('\n').find((line) => line.trim().startsWith('at '));
  return `${error.name} ${place?.trim() ?? ''}`.trim();
};
