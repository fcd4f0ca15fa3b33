import { describe, expect, it } from 'vitest';
import { settings } from '#infra/settings.ts';
import type { StageName } from '#shared/domain/agenda.ts';
import type { BlockId } from '#shared/domain/message.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import type { DocumentFact } from '#shared/domain/service.ts';
import { messagesNl } from '#shared/services/travel-document-expiry/messages.nl.ts';
import { on } from '#test/builders.ts';
import { readability } from './readability.ts';

const { sender } = settings.local;
const passport: DocumentFact = { kind: 'PN', expiresOn: on('2027-02-10') };
const card: DocumentFact = { kind: 'NI', expiresOn: on('2027-03-01') };
const writeAt = (stage: StageName, documents: DocumentFact[]) =>
  messagesNl({ documents }, { sender, today: on('2026-11-24'), stage });
const write = (...documents: DocumentFact[]) => writeAt('notice', documents);
const textAt = (stage: StageName, documents: DocumentFact[]) =>
  plainText(writeAt(stage, documents), 'Geachte mevrouw Bakker');
const textOf = (...documents: DocumentFact[]) => textAt('notice', documents);

const abouts: [string, DocumentFact[]][] = [
  ['a passport', [passport]],
  ['an identity card', [card]],
  ['both', [passport, card]],
];
const stages: StageName[] = ['notice', 'reminder', 'expired'];
const messages = stages.flatMap((stage) => abouts.map(([what, documents]) => [stage, what, documents] as const));

describe.each(messages)('the %s about %s', (stage, _, documents) => {
  const message = writeAt(stage, documents);
  const text = textAt(stage, documents);
  const block = (id: BlockId) => {
    const found = message.blocks.find((each) => each.id === id);
    return [...(found?.paragraphs ?? []), ...(found?.steps ?? [])].join(' ');
  };

  it('has the fixed blocks in this order', () => {
    const ids = message.blocks.map(({ id }) => id);
    expect(ids).toEqual(['opening', 'watnu', 'persoon', 'waarom', 'rechten', 'echt']);
  });
  it('has a heading above every block but the first', () => {
    const headings = message.blocks.slice(1).map(({ heading }) => heading);
    expect(new Set(headings).size).toBe(5);
    expect(headings.every((heading) => heading?.endsWith('?'))).toBe(true);
  });
  it('asks at most three things', () => {
    expect(message.blocks.flatMap(({ steps = [] }) => steps)).toHaveLength(3);
  });
  it('asks whether it is needed, and says that it need not be', () => {
    expect(block('opening')).toMatch(/Heeft u .* nog nodig\?/);
    expect(block('opening')).toContain('niet verplicht');
    expect(text).not.toMatch(/\b(moet|moeten|verplicht(?! |\.)|boete|uiterlijk)\b/i);
  });
  it('says where the data come from and who to ask about them', () => {
    expect(block('waarom')).toContain('Basisregistratie Personen');
    expect(block('waarom')).toContain('onze gemeente');
    expect(block('rechten')).toMatch(/bezwaar.*zien wat wij van u weten.*\(FG\)/);
    expect(block('rechten')).toContain(sender.privacyOfficer);
  });
  it('gives a way to stop, to talk, and to be sure', () => {
    expect(block('rechten')).toContain(sender.emailStop);
    for (const part of [sender.contact, sender.phone, sender.hours, sender.desk])
      expect(block('persoon')).toContain(part);
    expect(block('persoon')).toContain('Dan komen wij bij u.');
    expect(block('echt')).toMatch(new RegExp(`Twijfelt u\\? Bel ${sender.phone}\\. Zoek dat nummer zelf op\\.`));
  });
  it('is in short sentences and easy words', () => {
    const { wordsPerSentence, longest, flesch } = readability(text);
    expect(wordsPerSentence).toBeLessThanOrEqual(12);
    expect(longest).toBeLessThanOrEqual(22);
    expect(flesch).toBeGreaterThanOrEqual(60);
  });
  it('holds no number of a person or a document, no birth date, no link', () => {
    expect(text).not.toMatch(/\d{8,}|\b[A-Z]{2}\w{6}\d\b|geboren|geboortedatum|documentnummer|BSN/i);
    expect(text).not.toMatch(/https?:|www\.|\.nl\b|<|>/);
  });
  it('is written in the singular or the plural as it must be', () => {
    expect(text).not.toMatch(/undefined|null|\[object| {2}|\n \n/);
    expect(/(zijn verlopen|verlopen binnenkort)$/.test(message.subject)).toBe(documents.length === 2);
  });
});

describe('the words', () => {
  it('name one document and its last day', () => {
    const text = textOf(passport);
    expect(write(passport).subject).toBe('Uw paspoort verloopt binnenkort');
    expect(text).toContain('Uw paspoort is geldig tot en met 10 februari 2027.');
    expect(text).toContain('Neem mee: een nieuwe pasfoto en uw paspoort.');
    expect(text).toContain('Heeft u uw paspoort nog nodig? Vraag dan op tijd een nieuw paspoort aan.');
    expect(text).not.toContain('identiteitskaart');
  });
  it('name both documents and their last days', () => {
    const text = textOf(passport, card);
    expect(write(passport, card).subject).toBe('Uw paspoort en uw identiteitskaart verlopen binnenkort');
    expect(text).toContain('Uw paspoort is geldig tot en met 10 februari 2027.');
    expect(text).toContain('Uw identiteitskaart is geldig tot en met 1 maart 2027.');
    expect(text).toContain('Neem mee: een nieuwe pasfoto, uw paspoort en uw identiteitskaart.');
    expect(text).toContain('Heeft u ze nog nodig?');
    expect(text).toContain('geldig zijn.');
  });
  it('speak of the past when the last day is over', () => {
    expect(writeAt('expired', [passport]).subject).toBe('Uw paspoort is verlopen');
    expect(writeAt('expired', [passport, card]).subject).toBe('Uw paspoort en uw identiteitskaart zijn verlopen');
    const one = textAt('expired', [passport]);
    expect(one).toContain('Uw paspoort was geldig tot en met 10 februari 2027.');
    expect(one).toContain('Heeft u uw paspoort nog nodig? Vraag dan een nieuw paspoort aan.');
    expect(one).toContain('staat tot wanneer uw paspoort geldig was.');
    expect(one).not.toMatch(/binnenkort|op tijd|is geldig/);
    expect(textAt('expired', [passport, card])).toContain('geldig waren.');
  });
  it('say once what holds for two of the same kind and day', () => {
    expect(textOf(passport, passport)).toBe(textOf(passport));
  });
});

describe('the measure of readability', () => {
  it('gives a plain text a good mark and an official one a bad one', () => {
    const plain = readability('De kat zit op de mat. Wij gaan naar huis. Het is laat.');
    const official = readability(
      'Overeenkomstig de dienaangaande vastgestelde uitvoeringsbepalingen dient belanghebbende de documentaanvraag onverwijld te verwezenlijken.',
    );
    expect(plain).toEqual({ wordsPerSentence: 13 / 3, longest: 6, flesch: expect.closeTo(125.81, 2) });
    expect(official.flesch).toBeLessThan(0);
    expect(official.wordsPerSentence).toBe(12);
  });
});
