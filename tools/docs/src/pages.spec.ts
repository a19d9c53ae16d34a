import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pages, pageUrl } from './pages.js';

describe('generated pages', () => {
  it.each(Object.entries(pages))('%s says what the code does', (path, render) => {
    expect(readFileSync(pageUrl(path), 'utf8')).toBe(render());
  });
});
