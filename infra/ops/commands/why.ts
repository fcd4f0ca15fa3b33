import { wholeHashOf } from '#shared/aws/services-on.ts';
import { entryKeyOf } from '#shared/domain/notice.ts';
import { services, servicesById } from '#shared/services/index.ts';
import type { Command } from '../command.ts';
import { wrapped } from '../show/wrapped.ts';
import type { Site } from '../site.ts';
import { storesOf } from '../stores.ts';
import { explain } from '../why/explain.ts';
import { type Case, type Deps, gatherCase, noticesAbout } from '../why/gather-case.ts';
import { Refused, WrongUse } from '../wrong-use.ts';

type Whom = { readonly about: string; readonly service: string; readonly noticeId?: string };

/** What is known of a resident and a service, or of one message only. @throws Refused when there is no such message */
const why =
  (deps: Deps) =>
  async ({ noticeId, ...whom }: Whom): Promise<Case> => {
    const known = await gatherCase(deps, whom);
    if (noticeId === undefined) return known;
    const matters = known.matters.filter(({ id, notice }) => id === noticeId || notice?.noticeId === noticeId);
    if (matters.length === 0) throw new Refused(`er is geen bericht ${noticeId}`);
    return { ...known, matters };
  };

const depsOf = (site: Site): Deps => {
  const on = site.services;
  const hashOf = wholeHashOf(on);
  return {
    ...storesOf(site),
    noticesAbout: noticesAbout(site.outside.dynamo, site.tables.notices),
    serviceOf: servicesById(on),
    hashOf: (service) => (service in on ? hashOf(service) : undefined),
    context: { municipality: site.settings.municipality.code },
    now: site.now,
  };
};

export const whyCommand: Command = {
  name: 'why',
  usage: 'BERICHT | --resident INWONER --service DIENST',
  summary: 'waarom iemand wel of geen bericht kreeg, in gewone woorden',
  details: [
    'BERICHT is het kenmerk van een bericht (noticeId), INWONER dat van een inwoner: npm run ops -- find geeft ze.',
    'Ook voor wat wacht of nog niet aan de beurt is: dan wordt de agenda van vandaag beoordeeld, zonder iets te veranderen.',
    'Er staan geen namen of adressen in.',
  ],
  options: { resident: { type: 'string' }, service: { type: 'string' } },
  run: async ({ words, values, site }) => {
    const whom = whomIn(words, values);
    const at = await site();
    const known = await why(depsOf(at))(whom);
    const sections = explain(known);
    const { now, about, hash, halts } = known;
    const matters = known.matters.map(({ id, notice, today }) => ({
      id,
      ...(notice && {
        noticeId: notice.noticeId,
        state: notice.state,
        evidence: notice.evidence,
        reason: notice.reason,
      }),
      ...(today && { today: today.kind, ...('reason' in today && { reason: today.reason }) }),
    }));
    return {
      isDone: true,
      json: { at: now, about, hash, halts, matters, sections },
      lines: sections.flatMap(({ title, lines }, index) => [
        ...(index > 0 ? [''] : []),
        title,
        ...lines.flatMap((line) => wrapped(line, '  ')),
      ]),
    };
  },
};

const whomIn = (
  [noticeId, ...more]: readonly string[],
  { resident, service }: Readonly<Record<string, unknown>>,
): Whom => {
  if (more.length > 0) throw new WrongUse(`${more.join(' ')} hoort hier niet bij`);
  if (noticeId !== undefined) {
    if (resident !== undefined || service !== undefined)
      throw new WrongUse('geef een BERICHT, of --resident en --service');
    if (!/^[^#]+#[^#]+#[^#]+#(notice|reminder|expired|recovery)$/.test(noticeId))
      throw new WrongUse(`${noticeId} is geen kenmerk van een bericht: inwoner#dienst#aanleiding#stap`);
    return { ...entryKeyOf(noticeId), noticeId };
  }
  if (resident === undefined || service === undefined)
    throw new WrongUse('geef een BERICHT, of --resident en --service');
  if (!services.some(({ id }) => id === service))
    throw new WrongUse(`er is geen dienst ${service}; er zijn ${services.map(({ id }) => id).join(', ')}`);
  return { about: String(resident), service: String(service) };
};
