const NAMES: Readonly<Record<string, string>> = {
  '0226': 'Duiven',
  '0363': 'Amsterdam',
  '0518': "'s-Gravenhage",
  '0599': 'Rotterdam',
  '9901': 'Voorbeeldstad',
};

/** What to call a municipality in a local run, where no settings say so; read after the word "Gemeente". */
export const municipalityName = (code: string): string => NAMES[code] ?? `met code ${code}`;
