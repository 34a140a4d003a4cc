import { createContext } from 'preact';
import { type View, viewOf } from './address.ts';
import type { News } from './live.ts';

/** What is new, for those who ask; `asked` is counted up where something was changed here. */
export const NewsContext = createContext<News & { readonly asked: number; readonly askAgain: () => void }>({
  connection: 'waiting',
  nowMs: null,
  asked: 0,
  askAgain: () => undefined,
});

/** What is looked at, and how to look at something else. */
export const ViewContext = createContext<{ readonly view: View; readonly go: (view: View) => void }>({
  view: viewOf('/', ''),
  go: () => undefined,
});
