import type { Case, Expectation } from './cases.ts';
import { type Inventor, inDays } from './person.ts';

const silence: Expectation = { outcome: 'silence' };
const letter = (documents: number): Expectation => ({ outcome: 'letter', documents });
const address = (number: string) => ({ '11.10': 'Kersenboomgaard', '11.20': number, '11.60': '9901AE' });
const years = (count: number): string => inDays(-count * 365.25);

/** A household of parents and children: the parents have no documents that are due, so every letter is about the children. */
export const families = ({ document }: Inventor): Case[] => [
  ...parents('Family: brother and sister', ['pim', 'eva'], ['emma', 'daan'], address('2')),
  {
    label: 'Family: sister of nine',
    key: 'emma',
    parents: ['pim', 'eva'],
    person: { '02.10': 'Emma Sophia', '02.40': 'Smit', '03.10': years(9) },
    residence: address('2'),
    documents: [document('PN', 75)],
    expectation: letter(2),
  },
  {
    label: 'Family: brother of twelve',
    key: 'daan',
    parents: ['pim', 'eva'],
    person: { '02.10': 'Daan', '02.40': 'Smit', '03.10': years(12) },
    residence: address('2'),
    documents: [document('NI', 80)],
    expectation: letter(2),
  },
  ...parents('Family: parents apart, the one elsewhere', ['otto'], ['tim'], address('4')),
  ...parents('Family: parents apart, the one at home', ['ria'], ['tim'], address('6')),
  {
    label: 'Family: child of parents apart',
    key: 'tim',
    parents: ['otto', 'ria'],
    person: { '02.40': 'Loos', '03.10': years(10) },
    authority: { '32.10': '12' },
    residence: address('6'),
    documents: [document('PN', 70)],
    expectation: letter(1),
  },
  ...parents('Family: one parent, twins', ['ans'], ['jet', 'bas'], address('8')),
  ...['jet', 'bas'].map(
    (key): Case => ({
      label: `Family: twin ${key}`,
      key,
      parents: ['ans'],
      person: { '02.40': 'Mol', '03.10': years(11) },
      residence: address('8'),
      documents: [document('PN', 72), document('NI', 72)],
      expectation: letter(4),
    }),
  ),
];

const parents = (
  label: string,
  keys: readonly string[],
  children: readonly string[],
  residence: Readonly<Record<string, string>>,
): Case[] =>
  keys.map((key) => ({ label: `${label}: ${key}`, key, children, residence, documents: [], expectation: silence }));
