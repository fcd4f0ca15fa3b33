/**
 * Whether a stage may reach an address or number. Patterns as in IAM, where `*` is any run of characters: `*@example.org`,
 * `+31612345*`, or `*` for everybody.
 */
export const isAllowed = (to: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'is').test(to),
  );
