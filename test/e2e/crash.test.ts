import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MESSAGES_AT_ONCE = 10;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const run = (data: string, out: string, days: number, killAt?: string) =>
  spawnSync(process.execPath, ['infra/local/start.ts', '--exit', '--data', data, '--out', out, '--days', `${days}`], {
    cwd: ROOT,
    env: { ...process.env, ...(killAt !== undefined && { TIJDIG_KILL_AT: killAt }) },
    encoding: 'utf8',
  });

type Line = {
  readonly residentId: string;
  readonly channel: string;
  readonly state: string;
  readonly occasions: string[];
};
const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

const listed = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });

/** What there is to send in the invented town on its day and the two after it. */
const EXPECTED = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'tijdig-whole-'));
  const whole = run(join(folder, 'data'), join(folder, 'out'), 3);
  const notices = whole.status === 0 ? linesOf(join(folder, 'out/notices.ndjson')) : [];
  /** On the worklist without any crash: hand-overs, and the BSN that two lists claim. */
  const worklist = Number(/(\d+) on the worklist/.exec(whole.stdout)?.[1]);
  return {
    status: whole.status,
    said: whole.stdout,
    worklist,
    people: notices.map(({ residentId }) => residentId).sort(),
  };
})();

// Where else it can be killed is for `npm run crash`. This is the command itself, given again on the same directory.
describe('npm start, killed after the provider took a mail, and given again on the same data', () => {
  it('has something to compare with', () => {
    expect(EXPECTED.status, EXPECTED.said).toBe(0);
    expect(EXPECTED.people.length).toBeGreaterThan(60);
    expect(EXPECTED.worklist).toBeGreaterThan(8);
  });

  it('everybody once, or unknown and on the worklist', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tijdig-crash-'));
    const [data, out] = [join(folder, 'data'), join(folder, 'out')];
    expect(run(data, out, 1, 'dispatch-email:ses:SendRawEmail:5:after').signal).toBe('SIGKILL');
    const again = run(data, out, 3);
    expect(again.status, again.stdout + again.stderr).toBe(0);

    const notices = linesOf(join(out, 'notices.ndjson'));
    expect(notices.map(({ residentId }) => residentId).sort()).toEqual(EXPECTED.people);
    const keys = notices.flatMap(({ residentId, occasions }) => occasions.map((occasion) => residentId + occasion));
    expect(new Set(keys).size).toBe(keys.length);

    const isUnknown = ({ state }: Line) => state.startsWith('UNKNOWN');
    // A queue hands out several messages at once: each that was between SENDING and the answer is unknown.
    const unknown = notices.filter(isUnknown).length;
    expect(unknown).toBeLessThanOrEqual(MESSAGES_AT_ONCE);
    // A text is given 73 hours before a person is asked; three days are fewer.
    const final = notices.filter(({ state }) => state === 'UNKNOWN_FINAL').length;
    expect(notices.filter(({ state, channel }) => state === 'UNKNOWN' && channel !== 'sms')).toEqual([]);
    expect(again.stdout).toContain(`${EXPECTED.worklist + final} on the worklist`);
    const left = notices.filter((each) => !isUnknown(each));
    expect(new Set(left.map(({ state }) => state))).toEqual(new Set(['SENT', 'DELIVERED']));
    const emails = listed(join(out, 'emails')).map((name) => readFileSync(join(out, 'emails', name), 'utf8'));
    const known = left.filter(({ channel }) => channel === 'email').length;
    expect(emails.length).toBeGreaterThanOrEqual(known);
    expect(emails.length).toBeLessThanOrEqual(known + unknown);
    expect(new Set(emails.map((mail) => /^To: .*/m.exec(mail)?.[0])).size).toBe(emails.length);
    const texts = listed(join(out, 'sms')).map((name) => JSON.parse(readFileSync(join(out, 'sms', name), 'utf8')).to);
    const texted = left.filter(({ channel }) => channel === 'sms').length;
    expect(texts.length).toBeGreaterThanOrEqual(texted);
    expect(texts.length).toBeLessThanOrEqual(texted + unknown);
    expect(new Set(texts).size).toBe(texts.length);
    const letters = listed(join(out, 'letters')).filter((name) => name.endsWith('.pdf'));
    expect(letters.length).toBe(left.filter(({ channel }) => channel === 'letter').length);
    const pages = letters.map((name) => readFileSync(join(out, 'letters', name)).toString('base64'));
    expect(new Set(pages).size).toBe(pages.length);
  });
});
