import type { Instant } from '#shared/domain/dates.ts';
import type { Halt, Switches } from '#shared/store/switches.ts';
import type { Command } from '../command.ts';
import { haltLine, haltLines } from '../show/halts.ts';
import { storesOf } from '../stores.ts';
import { switchNamed } from '../switch-named.ts';
import { haltWords } from '../words.ts';
import { Refused } from '../wrong-use.ts';

type Deps = {
  readonly switches: Pick<Switches, 'release' | 'explained'>;
  readonly now: () => Instant;
  readonly who: () => Promise<string>;
};

type Resumed = { readonly was?: Halt; readonly rest: readonly Halt[] };

/**
 * Lets something go on. Nothing is sent by this: the next sweep rings for what waited, and dispatch asks everything again.
 * @throws Refused while the tables are restored ones: only reconcile may lift that
 */
const resume =
  ({ switches, now, who }: Deps) =>
  async (name: string): Promise<Resumed> => {
    const { halts, isRestored } = await switches.explained();
    if (isRestored)
      throw new Refused(
        'de tabellen zijn teruggezet uit een reservekopie: alles staat stil tot reconcile klaar is (docs/runbook.md)',
      );
    const isReleased = await switches.release(name, now(), await who());
    const was = halts.find((each) => each.name === name);
    return { ...(isReleased && { was: was ?? { name } }), rest: halts.filter((each) => each.name !== name) };
  };

export const resumeCommand: Command = {
  name: 'resume',
  usage: 'all | service ID | channel email|sms|letter',
  summary: 'laat weer doorgaan wat stilstond',
  details: [
    'Zoek eerst uit waarom het stilstond: npm run ops -- status. Een kanaal kan zichzelf stilzetten, omdat de bezorger',
    'alles weigert of omdat te veel berichten niet aankomen.',
    'De eerstvolgende controle, binnen een kwartier, belt voor wat wachtte. Alles wordt dan opnieuw nagekeken.',
  ],
  options: {},
  run: async ({ words, site }) => {
    const name = switchNamed(words);
    const at = await site();
    const { was, rest } = await resume({ ...storesOf(at), ...at })(name);
    return {
      isDone: was !== undefined,
      json: { name, isReleased: was !== undefined, stillHalted: rest },
      lines: [
        ...(was
          ? [
              `Gaat weer door: ${haltLine(was)}`,
              'Binnen een kwartier wordt nagekeken wat wachtte; wat nog klopt en niet te laat is, gaat uit.',
            ]
          : [`${haltWords(name)} stond niet stil`]),
        ...(rest.length > 0 ? ['', 'Nog stil:', ...haltLines(rest)] : []),
      ],
    };
  },
};
