import { addDays } from '#shared/domain/dates.ts';
import { type Change, type Inventor, inDays, TODAY } from './person.ts';

/** What the notice stage is to make of a case on the day the town is made for. */
export type Expectation =
  | { readonly outcome: 'letter' | 'email'; readonly documents?: number }
  | { readonly outcome: 'stopped' }
  | { readonly outcome: 'handed-over'; readonly reason: string }
  | { readonly outcome: 'silence' }
  | { readonly outcome: 'rejected' };
export type Case = Change & {
  readonly expectation: Expectation;
  /** Rows about this person in the files beside the person lists, without the BSN. */
  readonly representative?: string;
  readonly events?: readonly string[];
  readonly declared?: readonly string[];
  readonly stops?: readonly string[];
  readonly reading?: string;
  readonly consents?: readonly string[];
};

const letter = (documents = 1): Expectation => ({ outcome: 'letter', documents });
const handedOver = (reason: string): Expectation => ({ outcome: 'handed-over', reason });
const silence: Expectation = { outcome: 'silence' };

const event = (kind: string, what: string, days: number): string => `${kind};${what};${addDays(TODAY, days)}`;

/** Every awkward thing a register holds, each with a document that would be due if it were an ordinary case. */
export const cases = ({ document }: Inventor): Case[] => [
  // Names
  { label: 'Name: prefix', person: { '02.30': 'van der', '02.40': 'Meulen' }, expectation: letter() },
  { label: 'Name: diacritics', person: { '02.10': 'Zoë Renée', '02.40': 'Çelik-Đorđević' }, expectation: letter() },
  {
    label: 'Name: very long',
    person: {
      '02.10': 'Maximiliaan Alexander Frederik Hendrik',
      '02.40': 'Groenewoud tot Schoonderloo op den Langendijk',
    },
    expectation: letter(),
  },
  {
    label: 'Name: partner’s',
    person: { '61.10': 'P' },
    partner: { '02.30': 'in het', '02.40': 'Veld' },
    expectation: letter(),
  },
  {
    label: 'Name: partner’s first',
    person: { '61.10': 'V' },
    partner: { '02.30': 'in het', '02.40': 'Veld' },
    expectation: letter(),
  },
  {
    label: 'Name: own first',
    person: { '61.10': 'N' },
    partner: { '02.30': 'in het', '02.40': 'Veld' },
    expectation: letter(),
  },
  {
    label: 'Name: partner’s after a divorce',
    person: { '61.10': 'P' },
    partner: { '02.40': 'Veldkamp', '07.10': '20200101', '07.40': 'S' },
    expectation: letter(),
  },
  { label: 'Name: sex unknown', person: { '04.10': 'O' }, expectation: letter() },
  // Dates of birth
  { label: 'Birth: only the year known, an adult', person: { '03.10': '19830000' }, expectation: letter() },
  { label: 'Birth: unknown', person: { '03.10': '00000000' }, expectation: handedOver('age-unknown') },
  {
    label: 'Birth: a child of nine',
    person: { '03.10': inDays(-9 * 365) },
    expectation: handedOver('no-parent-at-address'),
  },
  {
    label: 'Birth: fifteen, turns sixteen soon',
    person: { '03.10': inDays(-16 * 365 + 20) },
    expectation: handedOver('no-parent-at-address'),
  },
  { label: 'Birth: sixteen', person: { '03.10': inDays(-17 * 365) }, expectation: letter() },
  { label: 'Birth: impossible', person: { '03.10': '19750231' }, expectation: { outcome: 'rejected' } },
  // Addresses
  { label: 'Address: house letter and addition', residence: { '11.30': 'L', '11.40': 'bis' }, expectation: letter() },
  { label: 'Address: addition of digits', residence: { '11.40': '2' }, expectation: letter() },
  { label: 'Address: opposite a number', residence: { '11.50': 'to' }, expectation: letter() },
  { label: 'Address: no town in the register', residence: { '11.70': '' }, expectation: letter() },
  {
    label: 'Address: a described place',
    residence: { '11.10': '', '11.20': '', '11.60': '', '11.70': '', '12.10': 'Woonboot aan de Molenkade' },
    expectation: handedOver('address-unwritable'),
  },
  { label: 'Address: no postcode', residence: { '11.60': '' }, expectation: handedOver('address-unwritable') },
  { label: 'Address: for letters only', residence: { '10.10': 'B' }, expectation: letter() },
  { label: 'Address: secret', registration: { '70.10': '7' }, expectation: letter() },
  {
    label: 'Address: under investigation',
    residence: { '83.10': '081100', '83.20': inDays(-60) },
    expectation: handedOver('address-under-investigation'),
  },
  {
    label: 'Address: investigation ended',
    residence: { '83.10': '081100', '83.20': inDays(-90), '83.30': inDays(-30) },
    expectation: letter(),
  },
  {
    label: 'Address: moved within the town',
    formerResidences: [{ '09.10': '9901', '10.10': 'W', '11.10': 'Molenweg', '11.20': '3', '11.60': '9901AB' }],
    expectation: letter(),
  },
  // Not ours to write to
  { label: 'Gone: lives elsewhere', residence: { '09.10': '0363' }, expectation: silence },
  {
    label: 'Gone: emigrated',
    registration: { '67.10': '20200101', '67.20': 'E' },
    residence: {
      '09.10': '1999',
      '11.10': '',
      '11.20': '',
      '11.60': '',
      '11.70': '',
      '13.10': '5002',
      '13.30': '18 rue des Exemples',
      '13.40': '75000 Paris',
    },
    expectation: silence,
  },
  {
    label: 'Gone: non-resident',
    registration: { '67.10': '20200101', '67.20': 'R' },
    residence: { '09.10': '1999' },
    expectation: silence,
  },
  {
    label: 'Gone: deceased',
    registration: { '67.10': '20261001', '67.20': 'O' },
    death: { '08.10': '20261001' },
    expectation: silence,
  },
  {
    label: 'Gone: deceased, day unknown',
    registration: { '67.10': '20261000', '67.20': 'O' },
    death: { '08.10': '20261000' },
    expectation: silence,
  },
  // Others who decide
  { label: 'Curatele', authority: { '33.10': '1' }, expectation: handedOver('curator-unknown') },
  // Documents
  {
    label: 'Document: under investigation',
    documents: [document('PN', 70, { '83.10': '123550', '83.20': inDays(-20) })],
    expectation: handedOver('document-under-investigation'),
  },
  {
    label: 'Document: handed in',
    documents: [document('PN', 70, { '35.60': inDays(-9), '35.70': 'I' })],
    expectation: silence,
  },
  {
    label: 'Document: missing',
    documents: [document('NI', 70, { '35.60': inDays(-9), '35.70': 'V' })],
    expectation: silence,
  },
  { label: 'Document: renewed already', documents: [document('PN', 3600), document('PN', 70)], expectation: silence },
  {
    label: 'Document: the other kind is newer',
    documents: [document('NI', 3600), document('PN', 70)],
    expectation: letter(),
  },
  {
    label: 'Document: day of expiry unknown',
    documents: [document('PN', 70, { '35.50': `${inDays(70).slice(0, 6)}00` })],
    expectation: handedOver('date-incomplete'),
  },
  { label: 'Document: of another kind', documents: [document('PD', 70), document('R1', 70)], expectation: silence },
  { label: 'Document: none', documents: [], expectation: silence },
  { label: 'Document: first day of the window', documents: [document('NI', 90)], expectation: letter() },
  { label: 'Document: a day before the window', documents: [document('NI', 91)], expectation: silence },
  { label: 'Document: last day of the window', documents: [document('NI', 61)], expectation: letter() },
  { label: 'Document: a day after the window', documents: [document('NI', 60)], expectation: silence },
  {
    label: 'Merge: PN and NI within sixty days',
    documents: [document('PN', 70), document('NI', 130)],
    expectation: letter(2),
  },
  { label: 'Merge: PN and NI on one day', documents: [document('PN', 75), document('NI', 75)], expectation: letter(2) },
  {
    label: 'Merge: PN and NI more than sixty days apart',
    documents: [document('PN', 70), document('NI', 131)],
    expectation: letter(),
  },
  // Files beside the person lists
  {
    label: 'Representative: a curator we know',
    authority: { '33.10': '1' },
    representative: 'curator;Stichting Bescherming Voorbeeldstad;Kantoorplein;8;;;9902CC;Voorbeeldstad;2020-01-01;',
    expectation: letter(),
  },
  {
    label: 'Representative: a curator whose time is over',
    authority: { '33.10': '1' },
    representative: 'curator;De heer Oud;Lindelaan;4;a;;9901AB;Voorbeeldstad;2019-01-01;2025-01-01',
    expectation: handedOver('curator-unknown'),
  },
  {
    label: 'Representative: a bewindvoerder, who has no say in this',
    representative: 'administrator;Budgetbeheer "De Balans" B.V.;Handelskade;101;;bis;9903AA;Voorbeeldstad;2022-06-01;',
    expectation: letter(),
  },
  {
    label: 'Representative: a guardian institution',
    person: { '03.10': inDays(-9 * 365) },
    authority: { '32.10': 'D' },
    representative: 'guardian;Jeugdbescherming Voorbeeldland;Stationsplein;1;;;9904BB;Andere Stad;2023-03-15;',
    expectation: letter(),
  },
  { label: 'Application: requested', events: [event('PN', 'requested', -3)], expectation: silence },
  { label: 'Application: an appointment was made', events: [event('PN', 'appointment', -1)], expectation: silence },
  {
    label: 'Application: issued',
    events: [event('PN', 'requested', -12), event('PN', 'issued', -2)],
    expectation: silence,
  },
  {
    label: 'Application: the appointment was cancelled',
    events: [event('PN', 'appointment', -9), event('PN', 'cancelled', -2)],
    expectation: letter(),
  },
  { label: 'Application: for the other kind', events: [event('NI', 'requested', -3)], expectation: letter() },
  {
    label: 'Application: for one of two documents',
    documents: [document('PN', 75), document('NI', 75)],
    events: [event('NI', 'appointment', -1)],
    expectation: letter(),
  },
  // Who is who
  { label: 'No BSN', person: { '01.20': '' }, expectation: silence },
  { label: 'BSN claimed twice (1)', person: { '01.20': '000009830' }, expectation: silence },
  { label: 'BSN claimed twice (2)', person: { '01.20': '000009830' }, expectation: silence },
];
