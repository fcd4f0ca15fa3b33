import type { StageName } from '#shared/domain/agenda.ts';
import { dutchDate } from '#shared/domain/dutch-date.ts';
import { listed } from '#shared/domain/listed.ts';
import type { DocumentFact, SubjectFacts } from '#shared/domain/service.ts';

export type Facts = { readonly documents: readonly DocumentFact[] };

const NAMES = { PN: 'paspoort', NI: 'identiteitskaart' } as const;
const WITH_ARTICLE = { PN: 'het paspoort', NI: 'de identiteitskaart' } as const;
const NEW_ONES = { PN: 'een nieuw paspoort', NI: 'een nieuwe identiteitskaart' } as const;

/** The words that differ with how many documents there are, of which kinds, whose they are, and whether they still count. */
export const wordsFor = (subjects: readonly SubjectFacts<Facts>[], stage: StageName) => {
  const isOver = stage === 'expired';
  const documents = subjects.flatMap(({ facts }) => facts.documents);
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  const phrases = subjects.map(({ name, facts }) => phraseOf(facts.documents, name));
  const names = listed([...new Set(subjects.flatMap(({ name }) => name ?? []))]);
  const isOne = subjects.length === 1 && kinds.length === 1;
  return {
    title: documents.length > 2 ? `documenten van ${names}` : listed(phrases),
    /** As they are called once they were named. */
    these: isOne || names === '' ? listed(phrases) : 'deze documenten',
    expire: isOver ? `${isOne ? 'is' : 'zijn'} verlopen` : `${isOne ? 'verloopt' : 'verlopen'} binnenkort`,
    are: areOrWere(!isOne, isOver),
    inTime: isOver ? '' : 'op tijd ',
    them: isOne ? phrases.join('') : 'ze',
    days: [...new Set(subjects.flatMap((subject) => daysOf(subject, isOver)))],
    newOnes: isOne || names === '' ? listed(kinds.map((kind) => NEW_ONES[kind])) : 'nieuwe documenten',
    theNew: isOne ? kinds.map((kind) => `uw nieuwe ${NAMES[kind]}`).join('') : 'de nieuwe documenten',
    bring: listed(['een nieuwe pasfoto', ...kinds.map((kind) => `uw ${NAMES[kind]}`)]),
    names,
    areSeveral: subjects.length > 1,
  };
};
export type Words = ReturnType<typeof wordsFor>;

const areOrWere = (areSeveral: boolean, isOver: boolean): string =>
  isOver ? (areSeveral ? 'waren' : 'was') : areSeveral ? 'zijn' : 'is';

/** `uw paspoort en uw identiteitskaart`, `het paspoort en de identiteitskaart van Emma`. */
const phraseOf = (documents: readonly DocumentFact[], name: string | undefined): string => {
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  if (name === undefined) return listed(kinds.map((kind) => `uw ${NAMES[kind]}`));
  return `${listed(kinds.map((kind) => WITH_ARTICLE[kind]))} van ${name}`;
};

/** Until when somebody's documents are valid: in one sentence those of a child that end on one day. */
const daysOf = ({ name, facts }: SubjectFacts<Facts>, isOver: boolean): string[] => {
  const sentence = (documents: readonly DocumentFact[]): string => {
    const areTwo = new Set(documents.map(({ kind }) => kind)).size > 1;
    const until = dutchDate((documents[0] as DocumentFact).expiresOn);
    return `${capitalised(phraseOf(documents, name))} ${areOrWere(areTwo, isOver)} geldig tot en met ${until}.`;
  };
  if (name === undefined) return facts.documents.map((document) => sentence([document]));
  return [...Map.groupBy(facts.documents, ({ expiresOn }) => expiresOn).values()].map(sentence);
};

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
