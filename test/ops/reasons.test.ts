import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evidenceWords } from '#infra/ops/why/evidence-words.ts';
import { because, isExplained } from '#infra/ops/why/reasons.ts';
import { trailLines } from '#infra/ops/why/trail-lines.ts';
import { channelWords } from '#infra/ops/words.ts';
import { type Agenda, closeReason } from '#shared/domain/agenda.ts';
import { arrows } from '#shared/domain/arrows.ts';
import { chooseChannel } from '#shared/domain/choose-channel.ts';
import { stepOf } from '#shared/domain/trail.ts';
import { anAgenda, anEntry, at, declaredAt, on } from '#test/builders.ts';

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : [];
  });

/** Where the codes are written that come to lie in a notice, an entry, a plan or the worklist. */
const FOLDERS = [
  'shared/domain',
  'shared/channels',
  'shared/services',
  'shared/store',
  ...['scan', 'decide', 'dispatch', 'close-batch', 'record', 'sweep', 'redrive', 'reconcile', 'load'].map(
    (name) => `functions/${name}`,
  ),
];
const CODE =
  /(?:\b(?:reason|handOver|gone|refused|doubt|[A-Z_]{9,})\b\s*(?:[:=]|\?\?)\s*|return )'([a-z]+(?:-[a-z]+)+|stop|contested|missing|minor|blocked|cap|allowance|restored)'/g;

/** What is said otherwise: why an entry is closed has a table of its own, a halt is none of these, and no address is `address-unwritable`. */
const OTHERS = new Set([
  ...closeReason.options,
  'bounce-rate',
  'complaint-rate',
  'unknown-resident',
  'not-at-address',
  'no-postal-address',
]);

/** Answers to whoever gave a command, of types that the compiler holds infra/ops/show to. */
const ANSWERS = ['domain/approval.ts', 'domain/work-steps.ts', 'store/finish-work.ts', 'store/worklist.ts'].map(
  (file) => `shared/${file}`,
);

const found = FOLDERS.flatMap(sources)
  .filter((file) => !ANSWERS.includes(file))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(CODE)].map(([, code = '']) => ({ file, code })));

describe('the sentences', () => {
  it('are there for every code that the sources write', () => {
    expect(found.length).toBeGreaterThan(40);
    const without = found.filter(({ code }) => !OTHERS.has(code) && !isExplained(code));
    expect(without).toEqual([]);
  });

  it('would be missed: a code that nobody knows has none', () => {
    expect(isExplained('brand-new-code')).toBe(false);
    expect([..."{ reason: 'brand-new-code' }".matchAll(CODE)]).toHaveLength(1);
  });

  it('tell a provider’s own code as it is', () => {
    expect(because('MessageRejected')).toBe('de bezorger als reden gaf: MessageRejected');
  });

  it('are there for whatever is chosen by', () => {
    const { reach, stops, suppressed } = anAgenda({
      reach: declaredAt({ email: 'a@example.org', sms: '+31612345678' }),
    });
    for (const by of [reach, reach?.slice(1), undefined]) {
      const known = { addresseeId: 'resident-a', stops, suppressed, reach: by } as Agenda;
      const choice = chooseChannel(known, anEntry(), on('2026-11-24'));
      expect(evidenceWords('why' in choice ? `by:${choice.why}` : '')).toMatch(/^(Langs deze weg|Per brief)/);
    }
    expect(Object.keys(channelWords)).toEqual(['email', 'sms', 'letter']);
  });

  it.each([
    ['due:20261104', 'Besloten omdat het aan de beurt was vanaf 4 november 2026.'],
    ['after:notice', 'Volgt op een bericht dat lang genoeg geleden verzonden is: eerste bericht.'],
    ['to:curator', 'Gericht aan de curator van de inwoner.'],
    ['cap:2of2', 'Het tweede van hoogstens twee berichten in dertig dagen.'],
    ['cap:crisis', 'Telt niet mee voor het hoogste aantal berichten: het kan niet wachten.'],
    ['by:closed', 'Per brief: wat de inwoner opgaf, is stopgezet of werkt niet meer.'],
    ['declared:phone.2026-09-01', 'De inwoner gaf dat door de telefoon op, op 1 september 2026.'],
    ['hours:10-16', 'Verzonden in de uren van die dag: van 10 tot 16 uur.'],
    ['brp:20261120', 'Geschreven met wat de basisregistratie personen zei op 20 november 2026.'],
    ['of-an-older-version', 'of-an-older-version'],
  ])('say what the evidence holds: %s', (text, sentence) => expect(evidenceWords(text)).toBe(sentence));

  it('are there for every step that there may be', () => {
    for (const { to, by } of arrows) {
      const [, line = ''] = trailLines({ trail: [stepOf({ to, by, at: at('2026-11-24T09:05:00.000Z') })] });
      expect(line).toMatch(/^ {2}24-11-2026 10:05 {2}[a-z]/);
      expect(line).not.toMatch(/undefined/);
    }
  });
});
