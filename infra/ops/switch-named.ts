import { channel } from '#shared/domain/agenda.ts';
import { services } from '#shared/services/index.ts';
import { WrongUse } from './wrong-use.ts';

/** What a command line names to halt or resume: `all`, `service <id>` or `channel <name>`, as the switches call it. */
export const switchNamed = ([kind, which, ...more]: readonly string[]): string => {
  if (more.length > 0) throw new WrongUse(`${more.join(' ')} hoort hier niet bij`);
  switch (kind) {
    case 'all':
      if (which !== undefined) throw new WrongUse(`${which} hoort niet bij all`);
      return 'all';
    case 'service':
      return `service:${oneOf(
        'welke dienst',
        which,
        services.map(({ id }) => id),
      )}`;
    case 'channel':
      return `channel:${oneOf('welk kanaal', which, channel.options)}`;
    default:
      throw new WrongUse('zeg wat: all, service ID of channel NAAM');
  }
};

/** @param which as one asks for it: `welke dienst` */
const oneOf = (which: string, word: string | undefined, known: readonly string[]): string => {
  if (word !== undefined && known.includes(word)) return word;
  const what = which.split(' ').at(-1);
  throw new WrongUse(
    `${word === undefined ? `zeg ${which}` : `er is geen ${what} ${word}`}; er zijn ${known.join(', ')}`,
  );
};
