import type { Lo3Block, Lo3Person } from '#infra/local/invented/lo3-csv.ts';
import { testBsns } from '#infra/local/invented/numbers.ts';

const BSNS = Array.from(
  { length: 40 },
  (
    (all) => () =>
      all.next().value
  )(testBsns()),
);

/** The nth ordinary person of a file, with blocks of some categories replaced. */
export const aPerson = (nth: number, over: Lo3Person['categories'] = {}, own: Lo3Block = {}): Lo3Person => ({
  label: `Person ${nth}`,
  categories: {
    '01': {
      current: [
        {
          '01.10': `99${`${nth}`.padStart(8, '0')}`,
          '01.20': BSNS[nth] as string,
          '02.10': 'Zoë',
          '02.40': 'Bakker',
          '03.10': '19800101',
          '04.10': 'V',
          ...own,
        },
      ],
    },
    '07': { current: [{ '70.10': '0' }] },
    '08': { current: [{ '09.10': '9901', '11.10': 'Molenweg', '11.20': '3', '11.60': '9901AB' }] },
    '12': { current: [aDocument('A'), aDocument('B')] },
    ...over,
  },
});

export const aDocument = (number: string, over: Lo3Block = {}): Lo3Block => ({
  '35.10': 'PN',
  '35.20': number,
  '35.50': '20270210',
  ...over,
});
