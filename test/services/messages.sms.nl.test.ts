import { describe, expect, it } from 'vitest';
import { settings } from '#infra/settings.ts';
import { composeSms } from '#shared/channels/compose-sms.ts';
import { measured } from '#shared/channels/gsm7.ts';
import { type StageName, stageName } from '#shared/domain/agenda.ts';
import type { DocumentFact } from '#shared/domain/service.ts';
import { smsNl } from '#shared/services/travel-document-expiry/messages.sms.nl.ts';
import { on } from '#test/builders.ts';
import { readability } from './readability.ts';

const { sender } = settings.local;
const passport: DocumentFact = { kind: 'PN', expiresOn: on('2027-02-10') };
const card: DocumentFact = { kind: 'NI', expiresOn: on('2027-03-01') };
const write = (stage: StageName, documents: DocumentFact[], over = {}) =>
  smsNl([{ facts: { documents } }], { sender: { ...sender, ...over }, today: on('2026-11-24'), stage, to: 'self' });

const messages = stageName.options.flatMap((stage) =>
  [[passport], [card], [passport, card], [passport, passport]].map(
    (documents) => [stage, documents.map(({ kind }) => kind).join('+'), documents] as const,
  ),
);

/** What every text is held against: it is read on a locked screen, by anybody. */
describe.each(messages)('the %s text about %s', (stage, _, documents) => {
  const text = write(stage, [...documents]);

  it('is one part of GSM-7', () => expect(measured(text)).toMatchObject({ encoding: 'GSM-7', parts: 1 }));
  it('is one part for the municipality with the longest name', () => {
    const longest = { municipality: 'Gemeente Nuenen, Gerwen en Nederwetten', phone: '040 263 16 31' };
    expect(measured(write(stage, [...documents], longest)).parts).toBe(1);
  });
  it('is one part for a municipality whose name GSM-7 cannot write', () =>
    expect(composeSms(write(stage, [...documents], { municipality: 'Gemeente Súdwest-Fryslân' }))).toMatchObject({
      parts: 1,
      text: expect.stringContaining('Gemeente Sudwest-Fryslan: '),
    }));
  it('holds no link', () => expect(text).not.toMatch(/https?:|www\.|\w\.(nl|com|example|org|eu|gov|ly)\b|[/@]/i));
  it('holds no name of a person, no date, no kind or number of a document', () => {
    expect(text).not.toMatch(/geachte|beste|mevrouw|de heer|bakker/i);
    expect(text).not.toMatch(/paspoort|identiteitskaart|\d{4}-\d\d|\b20\d\d\b|\d{5,}|januari|februari|maart/i);
    expect(text).not.toContain(sender.contact.split(' ')[0]);
  });
  it('leaks nothing, presses nobody and promises no reply', () =>
    expect(text).not.toMatch(/boete|schuld|verplicht|moet|uiterlijk|direct|dringend|gratis|antwoord|reageer|klik/i));
  it('says who it is from, whom to call and how to stop', () => {
    expect(text).toMatch(new RegExp(`^${sender.municipality}: `));
    expect(text).toContain(`Bel ${sender.phone} `);
    expect(text).toContain('te stoppen');
  });
  it('is in easy words and short sentences', () => {
    const { longest, flesch } = readability(text.replace(/^[^:]+: /, ''));
    expect(longest).toBeLessThanOrEqual(14);
    expect(flesch).toBeGreaterThanOrEqual(60);
  });
  it('is whole', () => expect(text).not.toMatch(/undefined|null|\[object| {2}|\n/));
});

describe('the words', () => {
  it('are those of one document or of two, and a reminder says so', () => {
    expect(write('notice', [passport])).toBe(
      'Gemeente Voorbeeldstad: uw reisdocument verloopt binnenkort. Nog nodig? Bel 14 0123 voor een afspraak, of om deze berichten te stoppen.',
    );
    expect(write('reminder', [passport, card])).toBe(
      'Gemeente Voorbeeldstad: herinnering. Uw reisdocumenten verlopen binnenkort. Nog nodig? Bel 14 0123 voor een afspraak, of om te stoppen.',
    );
  });
});
