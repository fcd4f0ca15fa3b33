import { Refused } from './wrong-use.ts';

/**
 * What AWS answers; what it refuses is a sentence for whoever gave the command. Its errors name things, not people.
 * @throws Refused when nobody is signed in, or when AWS says no
 */
export const orRefused = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
  answer.catch((error: Error) => {
    if (error.name === 'CredentialsProviderError') throw new Refused(NOT_SIGNED_IN);
    throw '$metadata' in error ? new Refused(`AWS weigert dit: ${error.name}: ${error.message}`) : error;
  });

const NOT_SIGNED_IN =
  'u bent niet aangemeld bij AWS: zet AWS_PROFILE op het profiel van deze stage en meld u aan (aws sso login)';
