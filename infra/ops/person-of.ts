import { Refused } from './wrong-use.ts';

/**
 * The e-mail address of who gives a command, by which two people are told apart whatever role they take: of an ARN the name of
 * the session, which is who signed in.
 * @throws Refused when it is no address
 */
export const personOf = (who: string): string => {
  const name = who.startsWith('arn:') ? (who.split('/').at(-1) ?? '') : who;
  if (/^[^\s@/]+@[^\s@/]+$/.test(name)) return name;
  throw new Refused(
    `dit vraagt om uw e-mailadres, en bekend is ${who}: meld u bij AWS aan onder uw adres, of geef bij --data --as ADRES`,
  );
};
