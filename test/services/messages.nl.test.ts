import { describe, expect, it } from 'vitest';
import { settings } from '#infra/settings.ts';
import type { Relation, StageName } from '#shared/domain/agenda.ts';
import type { BlockId } from '#shared/domain/message.ts';
import { plainText } from '#shared/domain/plain-text.ts';
import type { DocumentFact } from '#shared/domain/service.ts';
import { messagesNl } from '#shared/services/travel-document-expiry/messages.nl.ts';
import { on } from '#test/builders.ts';
import { readability } from './readability.ts';

const { sender } = settings.local;
const passport: DocumentFact = { kind: 'PN', expiresOn: on('2027-02-10') };
const card: DocumentFact = { kind: 'NI', expiresOn: on('2027-03-01') };
type Subjects = Parameters<typeof messagesNl>[0];
const about = (...documents: DocumentFact[]): Subjects => [{ facts: { documents } }];
const of = (name: string, ...documents: DocumentFact[]): Subjects[number] => ({ name, facts: { documents } });
const tell = (to: Relation, subjects: Subjects, stage: StageName = 'notice') =>
  messagesNl(subjects, { sender, today: on('2026-11-24'), stage, to });
const write = (...documents: DocumentFact[]) => tell('self', about(...documents));
const writeAt = (stage: StageName, documents: DocumentFact[]) => tell('self', about(...documents), stage);
const textAt = (stage: StageName, documents: DocumentFact[]) =>
  plainText(writeAt(stage, documents), 'Geachte mevrouw Bakker');
const textOf = (...documents: DocumentFact[]) => textAt('notice', documents);

const abouts: [string, Relation, Subjects, count: number][] = [
  ['a passport', 'self', about(passport), 1],
  ['an identity card', 'self', about(card), 1],
  ['both', 'self', about(passport, card), 2],
  ['a child, to its parents', 'parents', [of('Emma', passport)], 1],
  ['two documents of a child, to its parents', 'parents', [of('Emma', passport, card)], 2],
  ['brother and sister, to their parents', 'parents', [of('Emma', passport), of('Daan', card)], 2],
  ['twins with two documents each', 'parents', [of('Jet', passport, card), of('Bas', passport, card)], 2],
  ['a child, to its guardian', 'guardian', [of('E. Bakker', card)], 1],
  ['an adult, to the curator', 'curator', [of('A. Bakker', passport, card)], 2],
];
const stages: StageName[] = ['notice', 'reminder', 'expired'];
const messages = stages.flatMap((stage) => abouts.map(([what, ...rest]) => [stage, what, ...rest] as const));

describe.each(messages)('the %s about %s', (stage, _, to, subjects, count) => {
  const message = tell(to, subjects, stage);
  const text = plainText(message, 'Geachte mevrouw Bakker');
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
    expect(block('opening')).toMatch(/(Heeft|Hebben) .* nog nodig\?/);
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
    expect(/(zijn verlopen|verlopen binnenkort)$/.test(message.subject)).toBe(count === 2);
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
  it('name a child and not its age, and ask for what a child needs', () => {
    const text = plainText(tell('parents', [of('Emma', passport)]), 'Geachte ouder(s)');
    expect(text).toContain('Het paspoort van Emma is geldig tot en met 10 februari 2027.');
    expect(text).toContain('toestemming van iedereen met gezag');
    expect(text).toContain('Uw kind woont in onze gemeente.');
    expect(text).not.toMatch(/\buw (paspoort|leeftijd)/i);
  });
  it('name brother and sister in one message', () => {
    const message = tell('parents', [of('Emma', passport), of('Daan', card)]);
    expect(message.subject).toBe('Het paspoort van Emma en de identiteitskaart van Daan verlopen binnenkort');
    expect(plainText(message, 'x')).toContain('Hebben Emma en Daan ze nog nodig?');
    expect(plainText(message, 'x')).toContain('Uw kinderen wonen in onze gemeente.');
  });
  it('name the documents of a child together, and of several children by the children alone', () => {
    const twins = ['Jet', 'Bas'].map((name) => of(name, passport, { ...card, expiresOn: passport.expiresOn }));
    const message = tell('parents', twins);
    expect(message.subject).toBe('Documenten van Jet en Bas verlopen binnenkort');
    expect(plainText(message, 'x')).toContain('Het paspoort en de identiteitskaart van Jet zijn geldig tot en met 10');
    expect(plainText(message, 'x')).toContain('tot wanneer deze documenten geldig zijn');
  });
  it('tell a curator why, and whose document it is', () => {
    const text = plainText(tell('curator', [of('A. Bakker', passport)]), 'x');
    expect(text).toContain('In onze administratie staat dat u curator bent.');
    expect(text).toContain('A. Bakker komt zelf langs.');
    expect(text).not.toMatch(/\buw paspoort/i);
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
