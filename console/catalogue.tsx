import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { CatalogAnswer } from '#shared/api/answers.ts';
import { type Catalogue, DEFAULT_CATALOGUE, describeCode } from '#shared/domain/catalogue.ts';
import type { CodeEntry } from '#shared/domain/catalogue-entry.ts';
import { ask } from './ask.ts';
import { CATALOGUE_PATH } from './questions.ts';

const CatalogueContext = createContext<Catalogue>(DEFAULT_CATALOGUE);

/** Gives what is within the codes as this deployment knows them; until they have come, the default provider's. */
export function WithCatalogue({ children }: { readonly children: ComponentChildren }) {
  const [catalogue, setCatalogue] = useState(DEFAULT_CATALOGUE);
  useEffect(() => {
    ask(CatalogAnswer, CATALOGUE_PATH).then(
      ({ rows }) => setCatalogue(new Map(rows.map((entry) => [entry.code, entry]))),
      () => undefined, // the parts of the page say that the API does not answer
    );
  }, []);
  return <CatalogueContext.Provider value={catalogue}>{children}</CatalogueContext.Provider>;
}

/** Says what codes mean. */
export function useMeaning(): (code: number) => CodeEntry {
  const catalogue = useContext(CatalogueContext);
  return (code) => describeCode(code, catalogue);
}
