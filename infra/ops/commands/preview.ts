import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IsoDate, isoDate } from '#shared/domain/dates.ts';
import type { Service } from '#shared/domain/service.ts';
import { services } from '#shared/services/index.ts';
import type { Asked, Command } from '../command.ts';
import { type Preview, type PreviewAsked, preview } from '../preview/preview.ts';
import { previewLines } from '../show/preview.ts';
import { WrongUse } from '../wrong-use.ts';

/** Writes what came of it into a directory. Names and addresses lie there. */
const writePreview = (directory: string, { notices, decisions, samples, ...rest }: Preview): void => {
  rmSync(join(directory, 'letters'), { recursive: true, force: true });
  mkdirSync(join(directory, 'letters'), { recursive: true });
  const ndjson = (lines: readonly object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(join(directory, 'notices.ndjson'), ndjson(notices));
  writeFileSync(join(directory, 'decisions.ndjson'), ndjson(decisions));
  writeFileSync(join(directory, 'preview.json'), `${JSON.stringify(rest, null, 2)}\n`);
  for (const { name, pdf } of samples) writeFileSync(join(directory, 'letters', name), pdf);
};

export const previewCommand: Command = {
  name: 'preview',
  usage: 'DIENST | all --on DATUM --municipality CODE [--input BESTAND] --out DIR',
  summary: 'wat een dag zou doen, zonder iets te verzenden of te bewaren behalve in DIR',
  details: [
    'Van de personen in BESTAND (zoals npm start --input), of anders van wie in de omgeving van --data staat. Het is een hele dag,',
    'op een eigen omgeving in het geheugen, met dezelfde programma’s als echt: wie daarna npm start met dezelfde gegevens en',
    'datum geeft, krijgt persoon voor persoon hetzelfde. Op een dag zonder drukronde gaat de proef door tot de eerstvolgende.',
    'Alle diensten draaien mee, want die tellen samen voor het hoogste aantal berichten per inwoner; getoond wordt DIENST.',
    '',
    'In DIR komen notices.ndjson (met de stand PREVIEW), decisions.ndjson (wie waarom geen bericht kreeg), preview.json en',
    'de eerste brieven. Daar staan namen en adressen in. Van een stage kan geen proef: de gegevens van inwoners',
    'worden niet naar deze computer gehaald.',
  ],
  options: {
    on: { type: 'string' },
    municipality: { type: 'string' },
    input: { type: 'string' },
    out: { type: 'string' },
  },
  run: async (asked) => {
    const { out, ...rest } = await readAsked(asked);
    const result = await preview(rest);
    writePreview(out, result);
    const { samples, notices, decisions, ...json } = result;
    return {
      isDone: result.problems.length === 0,
      json: { ...json, notices: notices.length, decisions: decisions.length, samples: samples.length, out },
      lines: previewLines(result, rest.services, out),
    };
  },
};

const readAsked = async ({
  words,
  values,
  site,
  progress,
}: Asked): Promise<PreviewAsked & { readonly out: string }> => {
  const { on, municipality, input, out, data, stage } = values;
  const asked = servicesAsked(words);
  if (stage !== undefined) throw new WrongUse('een proef gaat met --input BESTAND of --data DIR, niet met --stage');
  if ((input === undefined) === (data === undefined))
    throw new WrongUse('geef --input BESTAND of --data DIR, een van beide');
  const day = isoDate.safeParse(on).data as IsoDate | undefined;
  if (day === undefined) throw new WrongUse(`--on ${on ?? ''}: een dag schrijft u als 2027-03-01`);
  if (!/^\d{4}$/.test(String(municipality)))
    throw new WrongUse('--municipality: een gemeentecode heeft vier cijfers, zoals 0518');
  if (out === undefined) throw new WrongUse('zeg waar het heen moet: --out DIR');
  if (existsSync(String(out)) && !statSync(String(out)).isDirectory()) throw new WrongUse(`--out ${out} is geen map`);
  if (input !== undefined && !(existsSync(String(input)) && statSync(String(input)).isFile()))
    throw new WrongUse(`--input ${input}: er is geen bestand met die naam`);
  return {
    services: asked,
    on: day,
    municipality: String(municipality),
    from: input === undefined ? { site: await site() } : { input: String(input) },
    progress,
    out: String(out),
  };
};

const servicesAsked = ([which, ...more]: readonly string[]): readonly Service[] => {
  if (more.length > 0) throw new WrongUse(`${more.join(' ')} hoort hier niet bij`);
  if (which === 'all') return services;
  const found = services.filter(({ id }) => id === which);
  if (found.length > 0) return found;
  const known = services.map(({ id }) => id).join(', ');
  throw new WrongUse(
    `${which === undefined ? 'zeg welke dienst' : `er is geen dienst ${which}`}; er zijn ${known}, of all`,
  );
};
