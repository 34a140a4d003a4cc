import { render } from 'preact';
import { App } from './app.tsx';
import { applyTheme } from './parts/theme-button.tsx';

applyTheme();
const page = document.getElementById('page');
if (page) render(<App />, page);
