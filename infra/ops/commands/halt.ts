import type { Instant } from '#shared/domain/dates.ts';
import type { Halt, Switches } from '#shared/store/switches.ts';
import type { Command } from '../command.ts';
import { haltLine } from '../show/halts.ts';
import { storesOf } from '../stores.ts';
import { switchNamed } from '../switch-named.ts';
import { WrongUse } from '../wrong-use.ts';

type Deps = {
  readonly switches: Pick<Switches, 'halt' | 'explained'>;
  readonly now: () => Instant;
  readonly who: () => Promise<string>;
};

/** Halts something. Who did so before, why and when stays as it is. */
const halt =
  ({ switches, now, who }: Deps) =>
  async (name: string, reason: string): Promise<{ isNew: boolean; halt: Halt }> => {
    const isNew = await switches.halt(name, reason, now(), await who());
    const standing = (await switches.explained()).halts.find((each) => each.name === name);
    return { isNew, halt: standing ?? { name } };
  };

const LONGEST_REASON = 200;

export const haltCommand: Command = {
  name: 'halt',
  usage: 'all | service ID | channel email|sms|letter --reason TEKST',
  summary: 'zet alles, een dienst of een kanaal stil',
  details: [
    'Werkt meteen: er wordt voor elke verzending naar gekeken, en bij het sluiten van een drukronde nog eens.',
    'Wat klaarstaat, blijft staan en gaat na resume alleen uit als het dan nog klopt en niet te laat is.',
    'De reden is voor collega’s: zet er geen namen of nummers van inwoners in.',
  ],
  options: { reason: { type: 'string' } },
  run: async ({ words, values, site }) => {
    const name = switchNamed(words);
    const reason = String(values.reason ?? '').trim();
    if (reason === '') throw new WrongUse('zeg waarom: --reason TEKST');
    if (reason.length > LONGEST_REASON) throw new WrongUse(`een reden is hooguit ${LONGEST_REASON} tekens lang`);
    const at = await site();
    const { isNew, halt: standing } = await halt({ ...storesOf(at), ...at })(name, reason);
    return {
      isDone: isNew,
      json: { ...standing, isNew },
      lines: isNew
        ? [`Stilgezet: ${haltLine(standing)}`, 'Er gaat niets van uit tot: npm run ops -- resume …']
        : [`Stond al stil: ${haltLine(standing)}`],
    };
  },
};
