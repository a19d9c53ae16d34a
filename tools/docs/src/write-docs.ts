import { writeFileSync } from 'node:fs';
import { pages, pageUrl } from './pages.js';

for (const [path, render] of Object.entries(pages)) writeFileSync(pageUrl(path), render());
