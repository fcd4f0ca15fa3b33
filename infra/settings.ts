import type { LetterProfileName } from '#shared/domain/letter-kind.ts';
import type { Sender } from '#shared/domain/sender.ts';

export type Settings = {
  readonly region: string;
  readonly municipality: { readonly code: string; readonly name: string };
  /** Services that are on: their ids, or all there are (only where everything is invented). */
  readonly services: readonly string[] | 'all';
  readonly sender: Sender;
  /** Where the print house's envelope has its window. */
  readonly letterProfile: LetterProfileName;
  /** The domain that SES may send for. */
  readonly mailDomain: string;
  /** Whom e-mail may reach, as patterns. Everybody in production only. */
  readonly allowedRecipients: readonly string[];
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
};

const common = {
  region: 'eu-central-1',
  municipality: { code: '9901', name: 'Voorbeeldstad' },
  sender: voorbeeldstad,
  letterProfile: 'c5',
  mailDomain: 'voorbeeldstad.example',
} as const;

/** One typed file for what differs between stages. Everything else is the same template everywhere. */
export const settings = {
  /** One laptop, invented persons: everything is signed for, and nothing can leave. */
  local: {
    ...common,
    services: 'all',
    allowedRecipients: ['*@example.org', '*@simulator.amazonses.com'],
    segments: 2,
  },
  acceptance: {
    ...common,
    services: ['travel-document-expiry'],
    allowedRecipients: ['*@simulator.amazonses.com', '*@voorbeeldstad.example'],
    segments: 4,
  },
  production: { ...common, services: [], allowedRecipients: ['*'], segments: 8 },
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
