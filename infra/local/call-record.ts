import type { IamCall } from './calls-of.ts';

export type RecordedCall = IamCall & { readonly caller: string; count: number };

/** Every call that somebody made of AWS, once per caller, action, resource and context, with how often. */
export const callRecord = () => {
  const calls = new Map<string, RecordedCall>();
  return {
    add: (caller: string, call: IamCall): void => {
      const key = [caller, call.action, call.resource, call.context ? JSON.stringify(call.context) : ''].join(' ');
      const known = calls.get(key);
      if (known) known.count += 1;
      else calls.set(key, { caller, ...call, count: 1 });
    },
    all: (): RecordedCall[] => [...calls.values()],
  };
};
export type CallRecord = ReturnType<typeof callRecord>;
