import { dutchDate } from '#shared/domain/dutch-date.ts';
import { listed } from '#shared/domain/listed.ts';
import type { DocumentFact, SubjectFacts } from '#shared/domain/service.ts';

export type Facts = { readonly documents: readonly DocumentFact[] };

const NAMES = { PN: 'paspoort', NI: 'identiteitskaart' } as const;
const WITH_ARTICLE = { PN: 'het paspoort', NI: 'de identiteitskaart' } as const;
const NEW_ONES = { PN: 'een nieuw paspoort', NI: 'een nieuwe identiteitskaart' } as const;

/** The words that differ with how many documents there are, of which kinds, and whose they are. */
export const wordsFor = (subjects: readonly SubjectFacts<Facts>[]) => {
  const documents = subjects.flatMap(({ name, facts }) =>
    facts.documents.map(({ kind, expiresOn }) => ({ kind, expiresOn, phrase: phraseOf(kind, name) })),
  );
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  const phrases = [...new Set(documents.map(({ phrase }) => phrase))];
  const isOne = phrases.length === 1;
  return {
    documents: listed(phrases),
    expire: isOne ? 'verloopt' : 'verlopen',
    are: isOne ? 'is' : 'zijn',
    them: isOne ? phrases.join('') : 'ze',
    days: [
      ...new Set(
        documents.map(
          ({ phrase, expiresOn }) => `${capitalised(phrase)} is geldig tot en met ${dutchDate(expiresOn)}.`,
        ),
      ),
    ],
    newOnes: listed(kinds.map((kind) => NEW_ONES[kind])),
    theNew: isOne ? kinds.map((kind) => `uw nieuwe ${NAMES[kind]}`).join('') : 'de nieuwe documenten',
    bring: listed(['een nieuwe pasfoto', ...kinds.map((kind) => `uw ${NAMES[kind]}`)]),
    names: listed([...new Set(subjects.flatMap(({ name }) => name ?? []))]),
    areSeveral: subjects.length > 1,
  };
};
export type Words = ReturnType<typeof wordsFor>;

const phraseOf = (kind: DocumentFact['kind'], name: string | undefined): string =>
  name === undefined ? `uw ${NAMES[kind]}` : `${WITH_ARTICLE[kind]} van ${name}`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
