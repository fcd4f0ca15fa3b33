import { type Approval, type Refusal, stageOf, TRIAL, type Version } from '#shared/domain/approval.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Approvals } from '#shared/store/approvals.ts';
import { withdrawApproval } from '#shared/store/withdraw-approval.ts';
import { authorOf } from '../../service-hashes.ts';
import type { Asked, Command, Outcome } from '../command.ts';
import { personOf } from '../person-of.ts';
import { approvalLines, refusalWords } from '../show/approval.ts';
import type { Site } from '../site.ts';
import { storesOf } from '../stores.ts';
import { Refused, WrongUse } from '../wrong-use.ts';

type Deps = {
  readonly approvals: Pick<Approvals, 'approve' | 'get'>;
  readonly version: Version | undefined;
  readonly now: () => Instant;
};

/** Approves a version for somebody: the first time for its trial, the second time for everybody. */
const approve =
  ({ approvals, version, now }: Deps) =>
  async (service: string, hash: string, by: string): Promise<{ known: Approval; refused?: Refusal }> => {
    const result = await approvals.approve({ service, hash, by, at: now() }, version);
    const known = await approvals.get(service, hash);
    return { known, ...('refused' in result && { refused: result.refused }) };
  };

/** The version of a service that is deployed there, and who wrote it. */
const versionAt = ({ services, settings }: Site, service: string): Version | undefined => {
  const hash = services[service]?.whole;
  return hash === undefined ? undefined : { hash, author: authorOf(service, settings) };
};

const serviceIn = ([service, ...more]: readonly string[]): string => {
  if (service === undefined || more.length > 0) throw new WrongUse('zeg welke dienst');
  return service;
};

export const approveCommand: Command = {
  name: 'approve',
  usage: 'DIENST [--hash VERSIE]',
  summary: 'keurt de versie van een dienst goed; zonder --hash: hoe ver zij is goedgekeurd',
  details: [
    `Twee mensen keuren een versie goed, en geen van beiden heeft haar gemaakt. Na de eerste is er een proef: ${TRIAL} berichten in totaal.`,
    'Bekijk wat er uitging, op papier en bij wie het kreeg; na de tweede gaat het naar iedereen die aan de beurt is.',
    'De versie wordt overgetikt van wat deze opdracht zonder --hash laat zien: zo keurt niemand iets anders goed dan er staat.',
    'Op een stage bent u het e-mailadres waaronder u bij AWS bent aangemeld; bij --data geeft u het met --as.',
  ],
  options: { hash: { type: 'string' } },
  run: async ({ words, values: { hash }, site }) => {
    const service = serviceIn(words);
    const at = await site();
    const { approvals } = storesOf(at);
    const version = versionAt(at, service);
    if (!version) throw new Refused(refusalWords['not-deployed']);
    if (hash === undefined) return shown(await approvals.get(service, version.hash), version);
    const by = personOf(await at.who());
    const { known, refused } = await approve({ approvals, version, now: at.now })(service, String(hash), by);
    if (refused === undefined) return shown(known, version);
    return {
      isDone: false,
      json: { refused },
      lines: [
        `Niet goedgekeurd: ${refusalWords[refused]}`,
        '',
        ...approvalLines(await approvals.get(service, version.hash), version),
      ],
    };
  },
};

const shown = (known: Approval, version: Version): Outcome => {
  const { seats, ...rest } = known;
  const json = { ...rest, stage: stageOf(known), seats: Object.keys(seats).length, author: version.author };
  return { isDone: true, json, lines: approvalLines(known, version) };
};

export const withdrawCommand: Command = {
  name: 'withdraw',
  usage: 'DIENST --hash VERSIE',
  summary: 'trekt de goedkeuring van een versie in, voorgoed',
  details: [
    'Vanaf nu gaat er niets meer uit wat deze versie besloot, ook niet wat al klaarstaat. Zij kan niet opnieuw worden',
    'goedgekeurd; een andere versie wel. Om een dienst even stil te zetten is er halt.',
  ],
  options: { hash: { type: 'string' } },
  run: async ({ words, values, site }: Asked) => {
    const service = serviceIn(words);
    if (values.hash === undefined) throw new WrongUse('zeg welke versie: --hash VERSIE');
    const hash = String(values.hash);
    const at = await site();
    const stores = storesOf(at);
    const known = await stores.approvals.get(service, hash);
    if (!known.first) throw new Refused(`versie ${hash} van ${service} is door niemand goedgekeurd`);
    if (known.withdrawn) throw new Refused(`de goedkeuring is al ingetrokken, door ${known.withdrawn.by}`);
    await withdrawApproval(stores)({ service, hash, by: personOf(await at.who()), at: at.now() });
    const json = { service, hash, withdrawn: true };
    return { isDone: true, json, lines: [`Ingetrokken: van versie ${hash} van ${service} gaat niets meer uit.`] };
  },
};
