import { dutchDate } from '#shared/domain/dutch-date.ts';
import { type Evidence, type EvidenceCode, type EvidenceValues, readEvidence } from '#shared/domain/evidence.ts';
import type { SaidHow } from '#shared/domain/said-how.ts';
import { relationWords, saidHowWords, stageWords } from '../words.ts';

type Words = { readonly [code in EvidenceCode]: (value: EvidenceValues[code]) => string };

const CAP: Readonly<Record<EvidenceValues['cap'], string>> = {
  '1of2': 'Het eerste van hoogstens twee berichten in dertig dagen.',
  '2of2': 'Het tweede van hoogstens twee berichten in dertig dagen.',
  award: 'Telt niet mee voor het hoogste aantal berichten: het kent iets toe.',
  confirm: 'Telt niet mee voor het hoogste aantal berichten: het bevestigt iets.',
  crisis: 'Telt niet mee voor het hoogste aantal berichten: het kan niet wachten.',
  recovery: 'Telt niet mee voor het hoogste aantal berichten: het maakt een mislukt bericht goed.',
};

const BY: Readonly<Record<EvidenceValues['by'], string>> = {
  declared: 'Langs deze weg, omdat de inwoner opgaf voor deze dienst zo bereikbaar te zijn (Awb 2:8).',
  default: 'Per brief: er was geen opgave voor iets anders.',
  closed: 'Per brief: wat de inwoner opgaf, is stopgezet of werkt niet meer.',
  recovery: 'Per brief: die maakt een mislukt bericht goed.',
  'not-own': 'Per brief: het gaat over of naar een ander dan wie de opgave deed.',
};

const words: Words = {
  due: (since) => `Besloten omdat het aan de beurt was vanaf ${dutchDate(since)}.`,
  after: (stage) => `Volgt op een bericht dat lang genoeg geleden verzonden is: ${stageWords[stage]}.`,
  to: (relation) => `Gericht aan ${relationWords[relation]}.`,
  cap: (place) => CAP[place],
  by: (why) => BY[why],
  declared: (said) => {
    const [how, on] = said.split('.') as [SaidHow, EvidenceValues['due']];
    return `De inwoner gaf dat ${saidHowWords[how]} op, op ${dutchDate(on)}.`;
  },
  hours: (hours) => `Verzonden in de uren van die dag: van ${hours.replace('-', ' tot ')} uur.`,
  brp: (asOf) => `Geschreven met wat de basisregistratie personen zei op ${dutchDate(asOf)}.`,
};

/** What a notice carries of why it was decided, as a sentence; the code itself when it is not known here. */
export const evidenceWords = (text: string): string => {
  const evidence = readEvidence(text);
  return evidence === undefined ? text : said(evidence);
};

const said = <Code extends EvidenceCode>({ code, value }: Extract<Evidence, { code: Code }>): string =>
  (words[code] as (value: unknown) => string)(value);
