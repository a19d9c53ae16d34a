import { renderConfigPage } from './render-config-page.js';
import { renderErrorsPage } from './render-errors-page.js';

/** The generated pages, by their path in the repository. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/config.md': renderConfigPage,
  'docs/errors.md': renderErrorsPage,
};

export const pageUrl = (path: string): URL => new URL(`../../../${path}`, import.meta.url);
