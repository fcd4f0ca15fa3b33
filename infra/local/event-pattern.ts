type Pattern = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws when an event pattern uses something that is not known here. Known: equal values and `prefix`. */
export const checkPattern = (pattern: Pattern): void => {
  for (const wanted of Object.values(pattern)) {
    if (isObject(wanted)) checkPattern(wanted);
    else if (!Array.isArray(wanted)) throw new Error(`no event pattern: ${JSON.stringify(pattern)}`);
    else
      for (const each of wanted)
        if (isObject(each) && Object.keys(each).join() !== 'prefix')
          throw new Error(`not known in an event pattern here: ${JSON.stringify(each)}`);
  }
};

/** Whether an event fits a pattern of EventBridge: every field named there has one of the values named. */
export const fits = (pattern: Pattern, event: Pattern): boolean =>
  Object.entries(pattern).every(([field, wanted]) => {
    const value = event[field];
    if (isObject(wanted)) return isObject(value) && fits(wanted, value);
    return (wanted as unknown[]).some((each) =>
      isObject(each) ? typeof value === 'string' && value.startsWith(String(each.prefix)) : each === value,
    );
  });
