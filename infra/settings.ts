import type { StageName as ServiceStage } from '#shared/domain/agenda.ts';
import type { Capacities } from '#shared/domain/capacity.ts';
import type { LetterProfileName } from '#shared/domain/letter-kind.ts';
import type { Limits } from '#shared/domain/limits.ts';
import type { Sender } from '#shared/domain/sender.ts';

export type Settings = {
  readonly region: string;
  /**
   * Raised by one when a table was restored from a backup under the name that it had, and never otherwise: nothing is sent
   * until the tables are reconciled (docs/runbook.md).
   */
  readonly epoch: number;
  readonly municipality: { readonly code: string; readonly name: string };
  /** Services that are on: their ids, or all there are (only where everything is invented). */
  readonly services: readonly string[] | 'all';
  /** Per service the stages that are off elsewhere. Naming one has every agenda evaluated anew. */
  readonly extraStages?: { readonly [service: string]: readonly ServiceStage[] };
  /**
   * Per service how its messages are spread over the days: by what stands behind it, of which the least counts. None: the
   * service's own number.
   */
  readonly capacities?: { readonly [service: string]: Capacities };
  /** Per service the limits of its own that are different here: what comes due in a day is as many as the residents there are. */
  readonly limits?: { readonly [service: string]: Limits };
  /** Who writes the services, where their `governance.json` names nobody else: may not approve them. */
  readonly author: string;
  readonly sender: Sender;
  /** Where the print house's envelope has its window. */
  readonly letterProfile: LetterProfileName;
  /**
   * Messages that the provider takes in any one second, for this account: a whole number from 2. None: as many as there are, which
   * only the embedded providers take.
   */
  readonly perSecond?: { readonly email: number; readonly sms: number };
  /** The domain that SES may send for. */
  readonly mailDomain: string;
  /** Whom e-mail may reach, as patterns. Everybody in production only. */
  readonly allowedRecipients: readonly string[];
  readonly texts: {
    /** Who a text says it is from: 3 to 11 capitals and digits, in the COIN register of sender IDs. Nobody can reply to it. */
    readonly senderId: string;
    /** The most that one text may cost, in US dollars. */
    readonly maxPrice: string;
    /** Where texts may go (ISO 3166-1 alpha-2); every other country is blocked at the provider. */
    readonly countries: readonly string[];
    /** Whom texts may reach, as patterns. Every number in production only; none means that no text can be sent at all. */
    readonly allowedNumbers: readonly string[];
  };
  /** The AWS account of the print house; without it nobody but this account reads closed batches. */
  readonly printerAccount?: string;
  /** Parallel segments of scan and evaluate. */
  readonly segments: number;
};

const voorbeeldstad: Sender = {
  municipality: 'Gemeente Voorbeeldstad',
  place: 'Voorbeeldstad',
  department: 'Burgerzaken',
  contact: 'Sanne de Wit of een van haar collega’s van Burgerzaken',
  phone: '14 0123',
  hours: 'maandag tot en met vrijdag van 9.00 tot 17.00 uur',
  desk: 'Stadhuisplein 1 in Voorbeeldstad',
  website: 'voorbeeldstad.example',
  emailFrom: 'burgerzaken@voorbeeldstad.example',
  emailStop: 'afmelden@voorbeeldstad.example',
  privacyOfficer: 'privacy@voorbeeldstad.example',
  returnAddress: 'Postbus 100, 9900 AA Voorbeeldstad',
  signatory: 'Sanne de Wit',
  signatoryRole: 'Teamleider Burgerzaken',
  signature: {
    path: 'M26 8C14 0 4 8 9 17C13 24 27 23 25 33C23 43 6 43 4 36C12 40 36 30 42 22C46 15 38 28 42 31C47 33 53 20 56 8C54 18 51 29 55 31C60 33 63 24 66 22C63 28 66 31 70 28C78 22 84 10 87 6C84 18 86 32 91 30C97 28 99 18 101 13C99 24 101 32 106 30C114 26 121 12 120 5C118 16 118 29 123 30C128 30 130 24 133 20C130 27 132 31 137 29C144 24 148 10 151 5C147 17 145 29 150 31C160 34 176 24 190 20M141 14C146 14 154 13 158 12',
    width: 194,
    height: 46,
    line: 1.9,
  },
  logo: {
    path: 'M4 2H44V25C44 37 35 43 24 47C13 43 4 37 4 25ZM24 8A7 7 0 0 0 24 22A7 7 0 0 0 24 8ZM8 26V29C13 25 17 25 21 28C27 32 33 32 40 27V24C33 29 28 28 23 25C18 21 13 22 8 26ZM11 35C12 36 13 37 14 38C16 36 19 36 22 38C27 40 31 40 34 38L38 33C32 37 28 37 23 34C18 31 14 32 11 35Z',
    width: 48,
    height: 48,
    alt: 'Wapen van Voorbeeldstad: een zon boven water',
  },
};

const texts = { senderId: 'VOORBEELDST', maxPrice: '0.30', countries: ['NL'] } as const;

const common = {
  region: 'eu-central-1',
  municipality: { code: '9901', name: 'Voorbeeldstad' },
  author: 'bouwer@voorbeeldstad.example',
  sender: voorbeeldstad,
  letterProfile: 'c5',
  mailDomain: 'voorbeeldstad.example',
} as const;

/** One typed file for what differs between stages. Everything else is the same template everywhere. */
export const settings = {
  /** One laptop, invented persons: everything is signed for, allowed for more than there are, and nothing can leave. */
  local: {
    ...common,
    epoch: 1,
    services: 'all',
    // A file comes when somebody has one, and as many people with it as they like.
    limits: { 'travel-document-expiry': { band: { least: 0, most: 20_000 }, freshnessDays: {} } },
    allowedRecipients: ['*@example.org', '*@simulator.amazonses.com'],
    texts: { ...texts, allowedNumbers: ['+31612345*'] }, // the numbers that the invented persons have
    segments: 2,
  },
  acceptance: {
    ...common,
    epoch: 1,
    services: ['travel-document-expiry'],
    capacities: { 'travel-document-expiry': { desk: { slotsPerDay: 40, bufferShare: 0.25, expectedUptake: 0.4 } } },
    limits: { 'travel-document-expiry': { band: { least: 0, most: 100 } } },
    allowedRecipients: ['*@simulator.amazonses.com', '*@voorbeeldstad.example'],
    texts: { ...texts, allowedNumbers: [] },
    perSecond: { email: 14, sms: 10 },
    segments: 4,
  },
  production: {
    ...common,
    epoch: 1,
    services: [],
    allowedRecipients: ['*'],
    texts: { ...texts, allowedNumbers: ['*'] },
    perSecond: { email: 14, sms: 10 },
    segments: 8,
  },
} as const satisfies Record<string, Settings>;

export type StageName = keyof typeof settings;
export const stageNames = Object.keys(settings) as StageName[];

/** The settings of a stage; on `local` the municipality may be another one, named on the command line. */
export const settingsOf = (stage: StageName, municipality?: { code?: string; name?: string }): Settings => {
  const chosen: Settings = settings[stage];
  if (stage !== 'local' || municipality?.code === undefined) return chosen;
  const name = municipality.name ?? municipality.code;
  return {
    ...chosen,
    municipality: { code: municipality.code, name },
    sender: { ...chosen.sender, municipality: `Gemeente ${name}`, place: name },
  };
};
