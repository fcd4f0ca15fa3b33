/** Which LO element a field of the record came from, so that an error can be looked up in the file. */
const elements: Readonly<Record<string, string>> = {
  aNumber: '01.01.10',
  bsn: '01.01.20',
  'person.given': '01.02.10',
  'person.title': '01.02.20',
  'person.prefix': '01.02.30',
  'person.surname': '01.02.40',
  'person.birthDate': '01.03.10',
  'person.sex': '01.04.10',
  'person.nameUse': '01.61.10',
  'person.underInvestigation': '01.83.10',
  'partner.prefix': '05.02.30',
  'partner.surname': '05.02.40',
  'death.date': '06.08.10',
  'registration.suspension': '07.67.20',
  'registration.secrecy': '07.70.10',
  'residence.municipality': '08.09.10',
  'residence.function': '08.10.10',
  'residence.street': '08.11.10',
  'residence.officialName': '08.11.15',
  'residence.houseNumber': '08.11.20',
  'residence.letter': '08.11.30',
  'residence.addition': '08.11.40',
  'residence.designation': '08.11.50',
  'residence.postcode': '08.11.60',
  'residence.town': '08.11.70',
  'residence.location': '08.12.10',
  'residence.abroad.country': '08.13.10',
  'residence.abroad.lines': '08.13.30',
  'residence.underInvestigation': '08.83.10',
  'authority.overMinor': '11.32.10',
  'authority.curatele': '11.33.10',
  'documents.kind': '12.35.10',
  'documents.number': '12.35.20',
  'documents.expiresOn': '12.35.50',
  'documents.withdrawn.on': '12.35.60',
  'documents.withdrawn.reason': '12.35.70',
  'documents.underInvestigation': '12.83.10',
};

/** The element of a path in the parsed person; the path itself should one ever be forgotten here. */
export const elementOf = (path: readonly PropertyKey[]): string => {
  const words = path.filter((step) => typeof step === 'string' && step !== 'record').join('.');
  return elements[words] ?? words;
};
