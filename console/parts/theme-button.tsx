import { useState } from 'preact/hooks';

const NAME = 'mm7watch-theme';

/** Changes between light and dark; without it the page follows the system. */
export function ThemeButton() {
  const [theme, setTheme] = useState(themeNow);
  const other = theme === 'dark' ? 'light' : 'dark';
  const change = () => {
    localStorage.setItem(NAME, other);
    document.documentElement.style.colorScheme = other;
    document.dispatchEvent(new Event(THEME_CHANGED));
    setTheme(other);
  };
  return (
    <button type="button" class="theme" onClick={change}>
      {other}
    </button>
  );
}

/** Told to what is drawn on a canvas, which no style reaches. */
export const THEME_CHANGED = 'mm7watch-theme-changed';

/** Applies what was chosen before; to be called before anything is drawn. */
export function applyTheme(): void {
  const chosen = localStorage.getItem(NAME);
  if (chosen === 'dark' || chosen === 'light') document.documentElement.style.colorScheme = chosen;
}

function themeNow(): 'dark' | 'light' {
  const chosen = document.documentElement.style.colorScheme;
  if (chosen === 'dark' || chosen === 'light') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
