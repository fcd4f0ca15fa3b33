import type { IamCall } from './calls-of.ts';

export type KillAt = (caller: string, calls: readonly IamCall[], body: string) => 'before' | 'after' | undefined;

/**
 * For crash drills: at which call the whole process is to be killed, as
 * `<function>:<service>:<Action>[:<text>…][:<nth>]:<before|after>`. Each text must occur in the resource or the body of
 * the call, a number says which of the matching calls. `after`: it had its effect and the caller never heard.
 * @example decide:dynamodb:PutItem:Notices:after — dispatch-email:dynamodb:UpdateItem:SENDING:2:before
 * @throws when it is written otherwise.
 */
export const killAt = (wanted: string): KillAt => {
  const words = wanted.split(':');
  const [name, service, action] = words;
  const when = words.at(-1);
  if (!name || !service || !action || words.length < 4 || (when !== 'before' && when !== 'after'))
    throw new Error(`not <function>:<service>:<Action>[:<text>][:<nth>]:<before|after>: ${wanted}`);
  const rest = words.slice(3, -1);
  const texts = rest.filter((word) => !/^\d+$/.test(word));
  const nth = Number(rest.find((word) => /^\d+$/.test(word)) ?? 1);
  let seen = 0;
  return (caller, calls, body) => {
    const call = calls.find((each) => each.action === `${service}:${action}`);
    if (caller !== name || !call) return undefined;
    if (!texts.every((text) => call.resource.includes(text) || body.includes(text))) return undefined;
    seen += 1;
    return seen === nth ? when : undefined;
  };
};
