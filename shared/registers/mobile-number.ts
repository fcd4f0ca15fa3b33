import parsePhoneNumber from 'libphonenumber-js/mobile';

const DUTCH = '31';
/** Also what the metadata calls mobile is 097, for machines (12 digits): nobody reads a text there. */
const FOR_PEOPLE = /^\+316\d{8}$/;

/**
 * A Dutch mobile number in E.164, however it is written (`06-12 34 56 78`, `0031612345678`), or why it is none. Which
 * numbers are in use is the metadata's to know. Source: libphonenumber, metadata of mobile numbers.
 */
export const mobileNumberOf = (
  written: string,
): { readonly number: string } | { readonly reason: 'no-phone-number' | 'foreign-number' | 'no-mobile-number' } => {
  const parsed = parsePhoneNumber(written, { defaultCountry: 'NL', extract: false });
  if (!parsed || parsed.ext !== undefined) return { reason: 'no-phone-number' };
  if (parsed.countryCallingCode !== DUTCH) return { reason: 'foreign-number' };
  return parsed.isValid() && FOR_PEOPLE.test(parsed.number)
    ? { number: parsed.number }
    : { reason: 'no-mobile-number' };
};
