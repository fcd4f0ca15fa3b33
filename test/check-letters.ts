import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderLetter } from '#shared/channels/letter.ts';
import type { LetterSpec } from '#shared/channels/letter-spec.ts';
import { checkLetter } from '#shared/channels/read-back.ts';
import { anAddressee, builtFonts, letterKinds, twoDocuments } from '#test/letter-examples.ts';

/**
 * Has letters of every kind looked at by tools that know PDF and nothing of ours: qpdf and poppler. Prints a line for each
 * check and ends with 1 when one fails; a tool that is not installed is a failure too.
 */
const folder = mkdtempSync(join(tmpdir(), 'letters-'));
const fonts = await builtFonts();
let misses = 0;

const says = (what: string, isRight: boolean, found = ''): void => {
  if (!isRight) misses += 1;
  console.log(`${isRight ? 'ok  ' : 'MISS'} ${what}${isRight || found === '' ? '' : `: ${found}`}`);
};
const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8', cwd: folder });
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

const written = async (name: string, letter: LetterSpec): Promise<{ file: string; pages: number }> => {
  const { pdf, pages } = await renderLetter({ ...letter, fonts });
  const file = `${name}.pdf`;
  writeFileSync(join(folder, file), pdf);
  return { file, pages };
};

/** Whether these come one after the other in a text, with anything in between. */
const inOrder = (text: string, parts: readonly string[]): string | undefined => {
  let at = 0;
  return parts.find((part) => {
    const found = text.indexOf(squeezed(part), at);
    at = found + 1;
    return found < 0;
  });
};

const checkSyntax = (name: string, file: string): void => {
  const found = run('qpdf', '--check', file);
  says(
    `${name}: qpdf finds no error`,
    found.includes('No syntax or stream encoding errors') && !/warning/i.test(found),
  );
};

const checkFonts = (name: string, file: string): void => {
  const rows = run('pdffonts', file).trim().split('\n').slice(2);
  const loose = rows.filter((row) => !/ yes yes yes +\d+ +\d+$/.test(row));
  says(`${name}: all ${rows.length} fonts embedded, cut down and readable`, rows.length === 2 && loose.length === 0);
};

const checkInfo = (name: string, file: string, pages: number, { text }: LetterSpec): void => {
  const info = run('pdfinfo', file);
  const value = (key: string) => new RegExp(`^${key}: +(.*)$`, 'm').exec(info)?.[1];
  says(`${name}: tagged`, value('Tagged') === 'yes', value('Tagged'));
  says(`${name}: has its title`, value('Title') === text.subject, value('Title'));
  says(`${name}: ${pages} pages`, value('Pages') === `${pages}`, value('Pages'));
};

/** Read by place on paper for the letter; a card's two columns are read in the order of drawing. */
const checkText = (name: string, file: string, { text, addressee, letterId, envelope }: LetterSpec): void => {
  const words = squeezed(run('pdftotext', envelope === 'card' ? '-raw' : '-layout', file, '-'));
  const address = [addressee.name, ...addressee.lines];
  const message = [
    text.subject,
    `${addressee.salutation},`,
    ...text.blocks.flatMap(({ heading = '', paragraphs, steps = [] }) => [heading, ...paragraphs, ...steps]),
    'Met vriendelijke groet,',
  ];
  const parts = envelope === 'window' ? [...address, ...message] : [...message, ...address];
  const missing = inOrder(words, parts);
  says(
    `${name}: reads in order, from ${parts.length} parts`,
    missing === undefined,
    'a part is missing or out of order',
  );
  const postcodes = new Set([...words.matchAll(/\b\d{4} [A-Z]{2}\b/g)].map(([found]) => found.replace(' ', '')));
  postcodes.delete('9900AA');
  says(`${name}: the postcode of its addressee and no other`, [...postcodes].join() === addressee.postcode);
  says(`${name}: carries its number`, words.includes(letterId));
};

const checkTree = (name: string, file: string, { text }: LetterSpec): void => {
  const tree = squeezed(run('pdfinfo', '-struct-text', file).replace(/"/g, ' '));
  const headings = text.blocks.flatMap(({ heading }) => (heading === undefined ? [] : ['H2', heading]));
  const missing = inOrder(tree, ['H1', text.subject, ...headings]);
  says(`${name}: its headings are headings in the structure tree`, missing === undefined);
};

/** Two letters of two pages each, and the second page of one in the other. */
const checkSwapped = async (): Promise<void> => {
  const mine = { ...letterKinds['large-print'], text: twoDocuments } as LetterSpec;
  const theirs = { ...mine, addressee: anAddressee({ name: 'B. Visser' }), letterId: '7KQ2M9XA4V' };
  const { pages } = await written('mine', mine);
  await written('theirs', theirs);
  const wrongWith = (file: string) => checkLetter(readFileSync(join(folder, file)), { ...mine, pages });
  run('qpdf', '--empty', '--pages', 'mine.pdf', '1', 'mine.pdf', '2', '--', 'whole.pdf');
  run('qpdf', '--empty', '--pages', 'mine.pdf', '1', 'theirs.pdf', '2', '--', 'swapped.pdf');
  says('a letter put together again from its own pages is right', (await wrongWith('whole.pdf')).length === 0);
  const wrong = await wrongWith('swapped.pdf');
  says(
    'a page swapped between two letters is found',
    wrong.join() === 'page 2 does not carry its number',
    wrong.join(),
  );
};

for (const [name, letter] of Object.entries(letterKinds)) {
  const { file, pages } = await written(name, letter);
  checkSyntax(name, file);
  checkFonts(name, file);
  checkInfo(name, file, pages, letter);
  checkText(name, file, letter);
  checkTree(name, file, letter);
}
await checkSwapped();
rmSync(folder, { recursive: true });
console.log(misses === 0 ? 'letters: all right' : `letters: ${misses} missed`);
process.exitCode = misses === 0 ? 0 : 1;
