const FIELDS = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of the month', 1, 31],
  ['month', 1, 12],
  ['day of the week', 1, 7],
  ['year', 1970, 2199],
] as const;
const DAY = 86_400_000;
const NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * When a `cron(…)` or `rate(n minutes)` expression of EventBridge Scheduler fires on a calendar day, on the clock of its
 * time zone. An hour that the clock skips in spring has no firing, one that it repeats in autumn has one.
 * @throws on an expression that is not known here (`L`, `W`, `#`, a rate in other units).
 */
export const firingsOn = (expression: string, timeZone: string, day: string): Date[] => {
  const { minutes, hours } = timesOn(expression, day);
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => instantOf(day, `${pad(hour)}:${pad(minute)}`, timeZone) ?? []),
  );
};

/** The instant at which a clock in a time zone shows a day and time; undefined when it never does. */
export const instantOf = (day: string, time: string, timeZone: string): Date | undefined => {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const offsetAt = (instant: number) => Date.parse(`${shown.format(instant).replace(' ', 'T')}:00Z`) - instant;
  const offsets = new Set([offsetAt(asUtc - DAY), offsetAt(asUtc + DAY)]); // before and after a change of the clock
  return [...offsets]
    .map((offset) => new Date(asUtc - offset))
    .filter((instant) => shown.format(instant) === `${day} ${time}`)
    .sort((a, b) => a.getTime() - b.getTime())[0];
};

const pad = (number: number): string => `${number}`.padStart(2, '0');

const timesOn = (expression: string, day: string): { minutes: number[]; hours: number[] } => {
  const every = /^rate\((\d+) minutes?\)$/.exec(expression)?.[1];
  const fields = every
    ? [`0/${every}`, '*', '*', '*', '?', '*']
    : (/^cron\((.+)\)$/.exec(expression)?.[1] ?? '').split(' ');
  if (fields.length !== FIELDS.length || 60 % Number(every ?? 60) !== 0)
    throw new Error(`a schedule that is not known here: ${expression}`);
  const [minutes = [], hours = [], days, months, weekdays, years] = fields.map((field, index) =>
    valuesOf(field, index),
  );
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() + 1;
  const isOn =
    days?.includes(dayOfMonth) && months?.includes(month) && weekdays?.includes(weekday) && years?.includes(year);
  return isOn ? { minutes, hours } : { minutes: [], hours: [] };
};

const valuesOf = (field: string, index: number): number[] => {
  const [what, least, most] = FIELDS[index] as (typeof FIELDS)[number];
  const numberOf = (word: string): number => {
    const named = what === 'month' ? NAMES.indexOf(word) : what === 'day of the week' ? WEEKDAYS.indexOf(word) : -1;
    const value = named >= 0 ? named + 1 : Number(word);
    if (!/^([A-Z]{3}|\d+)$/.test(word) || !(value >= least && value <= most))
      throw new Error(`no ${what} that is known here: ${field}`);
    return value;
  };
  const values = field.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const any = range === '*' || range === '?';
    const [first, last] = any ? [] : range.split('-').map(numberOf);
    const from = first ?? least;
    const until = last ?? (any || step ? most : from);
    return Array.from({ length: until - from + 1 }, (_, n) => from + n).filter(
      (value) => (value - from) % Number(step ?? 1) === 0,
    );
  });
  return [...new Set(values)].sort((a, b) => a - b);
};
