import { NOT_AT_ADDRESS, streetLine, townLine } from './addressing.ts';
import { known, oneLine } from './names.ts';
import type { Residence } from './person.ts';

type Named = { readonly municipality: string; readonly country?: string };

/** 08.13.10: the country is not known. */
const NOWHERE_KNOWN = '0000';

/**
 * Where somebody is registered, in lines for an official: an address, a described place, or an address abroad. None when the
 * person was found not to live there, and none when the country is not known. Whether a letter gets there is another question.
 * Source: Haal Centraal BRP bevragen, adresregels (after NEN 5825).
 * @param named the municipality, for an address without a town, and the country that the code stands for
 */
export const registeredLines = (residence: Residence, { municipality, country }: Named): string[] => {
  const { abroad, street, houseNumber, location, postcode, town, underInvestigation } = residence;
  if (underInvestigation === NOT_AT_ADDRESS) return [];
  if (abroad) return abroad.country === NOWHERE_KNOWN ? [] : written([...abroad.lines, country]);
  const place = known(town) ?? municipality;
  const second = postcode ? townLine(postcode, place) : oneLine(place).toLocaleUpperCase('nl');
  if (known(location)) return [oneLine(location as string), second];
  return known(street) && houseNumber ? [streetLine(residence), second] : [];
};

const written = (lines: readonly (string | undefined)[]): string[] =>
  lines.flatMap((line) => (line ? [oneLine(line)] : []));
