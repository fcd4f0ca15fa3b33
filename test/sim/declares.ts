import type { Random } from '#infra/local/invented/random.ts';
import type { IsoDate } from '#shared/domain/dates.ts';
import type { Declaration, ElectronicChannel } from '#shared/domain/declaration.ts';
import { SERVICE } from './deployment.ts';
import type { Townsman } from './town.ts';

/** A kind of message that this town does not send: what is declared for it says nothing of any other. */
const ANOTHER = 'another-service';

const emailOf = ({ bsn }: Townsman): string => `qxpost${bsn.slice(-4)}@example.org`;
const smsOf = ({ bsn }: Townsman): string => `+316127${bsn.slice(-5)}`;

/** Each a service, and the channels that a resident declares for it; what is left out is withdrawn. Most want e-mails. */
const WISHES: readonly Readonly<Record<string, readonly ElectronicChannel[]>>[] = [
  { [SERVICE]: ['email'] },
  { [SERVICE]: ['email'] },
  { [SERVICE]: ['email'], [ANOTHER]: ['sms'] },
  { [SERVICE]: ['sms'] },
  { [SERVICE]: ['email', 'sms'] },
  {},
  { [ANOTHER]: ['email', 'sms'] },
  { [ANOTHER]: ['email'], [SERVICE]: ['sms'] },
];

/** A resident makes up their mind on a day: by which channels messages of which kind may come from now on. */
export const declares = (person: Townsman, random: Random, on: IsoDate): void => {
  const wish = random.pick(WISHES);
  const wanted = Object.entries(wish).flatMap(([service, channels]) =>
    channels.map((channel) => ({ service, channel })),
  );
  const isSame = (a: Pick<Declaration, 'service' | 'channel'>, b: typeof a): boolean =>
    a.service === b.service && a.channel === b.channel;
  const left = person.declared
    .filter((each) => !wanted.some((other) => isSame(each, other)))
    .map((each) => (each.withdrawn === undefined ? withdrawn(each, on) : each));
  const fresh = wanted.map(
    (each): Declaration =>
      // Declared already, it stays as it was said: a resident does not say the same again.
      person.declared.find((known) => isSame(known, each) && known.withdrawn === undefined) ?? {
        ...each,
        address: each.channel === 'email' ? emailOf(person) : smsOf(person),
        how: 'form',
        on,
        asOf: on,
      },
  );
  person.declared = [...left, ...fresh];
};

const withdrawn = ({ address: _, ...rest }: Declaration, on: IsoDate): Declaration => ({ ...rest, withdrawn: on });

/** What the town hall was told by these people about e-mail and texts, as a delivered file. */
export const reachabilityCsv = (people: readonly Townsman[]): string =>
  [
    'bsn;service;channel;address;how;declared;withdrawn',
    ...people.flatMap(({ bsn, filed }) =>
      filed.map(({ service, channel, address = '', how, on, withdrawn: until = '' }) =>
        [bsn, service, channel, address, how, on, until].join(';'),
      ),
    ),
  ].join('\n');
