import { pseudonymOf } from '#shared/aws/pseudonym.ts';
import { secret } from '#shared/aws/secret.ts';
import type { Agenda, Entry } from '#shared/domain/agenda.ts';
import { isBsn } from '#shared/domain/bsn.ts';
import { fullName } from '#shared/domain/names.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';
import type { Agendas } from '#shared/store/agendas.ts';
import type { Notices } from '#shared/store/notices.ts';
import type { Resident, Residents } from '#shared/store/residents.ts';
import { allWork } from '../all-work.ts';
import type { Command } from '../command.ts';
import { foundLines } from '../show/found.ts';
import { storesOf } from '../stores.ts';
import { noticesAbout } from '../why/gather-case.ts';
import { Refused, WrongUse } from '../wrong-use.ts';

type Deps = {
  readonly residentIdOf: (bsn: string) => Promise<string>;
  readonly residents: Pick<Residents, 'get'>;
  readonly agendas: Pick<Agendas, 'get'>;
  readonly noticesAbout: (residentId: string) => Promise<readonly Notice[]>;
  readonly notices: Pick<Notices, 'getMany'>;
  readonly work: () => Promise<readonly WorkItem[]>;
};

/** What is kept of a resident. The number by which they were found is not in it. */
export type Found = {
  readonly residentId: string;
  readonly resident: Pick<Resident, 'asOf' | 'missing' | 'contested' | 'dirty'>;
  /** Only where it was asked for. */
  readonly name?: string | undefined;
  /** Every agenda on which something about them may lie, their own first. */
  readonly agendas: readonly Agenda[];
  readonly notices: readonly Notice[];
  readonly work: readonly WorkItem[];
};

/** @throws Refused when nobody is known by it; without the number */
const find =
  ({ residentIdOf, residents, agendas, noticesAbout, notices, work }: Deps) =>
  async (bsn: string, isNameShown: boolean): Promise<Found> => {
    const residentId = await residentIdOf(bsn);
    const resident = await residents.get(residentId);
    if (!resident) throw new Refused(`geen inwoner met dit burgerservicenummer (kenmerk ${residentId})`);
    const { asOf, missing, contested, dirty } = resident;
    const read = await Promise.all([...new Set([residentId, ...resident.agendas])].map(agendas.get));
    const lying = read.flatMap((agenda) => agenda?.entries ?? []).filter(({ about }) => about !== residentId);
    const told = [...(await noticesAbout(residentId)), ...(await addressed(notices, lying))];
    const items = await work();
    return {
      residentId,
      resident: { asOf, missing, contested, dirty },
      ...(isNameShown && { name: resident.record && fullName(resident.record) }),
      agendas: read.filter((agenda) => agenda !== undefined),
      notices: told,
      work: items.filter(
        ({ subject, addresseeId }) => addresseeId === residentId || subject.split('#')[0] === residentId,
      ),
    };
  };

/** What a parent was told of lies with the child that it is about. */
const addressed = async ({ getMany }: Deps['notices'], entries: readonly Entry[]): Promise<Notice[]> => {
  const ids = entries.flatMap(({ notice }) => (notice === undefined ? [] : [notice]));
  return [...(await getMany(ids)).values()].filter((each): each is Notice => each.state !== 'REF');
};

export const findCommand: Command = {
  name: 'find',
  usage: '[--show-name]   (het burgerservicenummer typt u daarna, of komt uit een pipe)',
  summary: 'zoekt een inwoner op burgerservicenummer, en zegt wat er bekend is',
  details: [
    'Het nummer gaat nooit als argument mee: dan stond het in de lijst van processen en in de geschiedenis van de shell.',
    'Het wordt niet getoond en nergens bewaard. De naam staat er alleen met --show-name.',
  ],
  options: { 'show-name': { type: 'boolean' } },
  run: async ({ words, values, site, readSecret }) => {
    // Not repeated: it is most probably the number itself.
    if (words.length > 0) throw new WrongUse('het nummer hoort niet op de opdrachtregel: typ het daarna');
    const bsn = await readSecret('Burgerservicenummer (wordt niet getoond)');
    if (!isBsn(bsn)) throw new WrongUse('dat is geen burgerservicenummer: negen cijfers die aan de elfproef voldoen');
    const at = await site();
    const key = secret(at.pseudonymSecret, at.outside.secrets);
    const found = await find({
      ...storesOf(at),
      residentIdOf: async (number) => pseudonymOf(await key(), 'bsn', number),
      noticesAbout: noticesAbout(at.outside.dynamo, at.tables.notices),
      work: allWork(storesOf(at).worklist),
    })(bsn, values['show-name'] === true);
    return { isDone: true, json: found, lines: foundLines(found) };
  },
};
