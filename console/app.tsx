import { useEffect, useMemo, useState } from 'preact/hooks';
import { addressOf, type View, viewOf } from './address.ts';
import { keepToken } from './ask.ts';
import { WithCatalogue } from './catalogue.tsx';
import { NewsContext, ViewContext } from './context.ts';
import { EpisodePage } from './episode/episode-page.tsx';
import { firstNews, listen, type News } from './live.ts';
import { Overview } from './overview/overview.tsx';
import { Bar } from './parts/bar.tsx';

/** The page: what the address says, kept up with the news. */
export function App() {
  const [view, setView] = useState(() => viewOf(location.pathname, location.search));
  const [news, setNews] = useState<News>(firstNews);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    keepToken();
    return listen(setNews);
  }, []);
  useEffect(() => {
    const back = () => setView(viewOf(location.pathname, location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const looking = useMemo(() => ({ view, go: goTo(setView) }), [view]);
  const told = useMemo(() => ({ ...news, asked, askAgain: () => setAsked((times) => times + 1) }), [news, asked]);
  return (
    <ViewContext.Provider value={looking}>
      <NewsContext.Provider value={told}>
        <WithCatalogue>
          <Bar />
          <main id="main">{view.episode === null ? <Overview /> : <EpisodePage id={view.episode} />}</main>
        </WithCatalogue>
      </NewsContext.Provider>
    </ViewContext.Provider>
  );
}

/** Goes to a view and leaves the last one behind it, for the browser's way back. */
function goTo(setView: (view: View) => void): (view: View) => void {
  return (view) => {
    const isOtherPage = view.episode !== viewOf(location.pathname, '').episode;
    history.pushState(null, '', addressOf(view));
    setView(view);
    if (isOtherPage) scrollTo(0, 0);
  };
}
