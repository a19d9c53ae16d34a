import { readFileSync, writeFileSync } from 'node:fs';
import { startTestStores } from '@switchyard/testing/test-stores';
import { type Cell, planCells } from './matrix/cells.js';
import { matrixClients } from './matrix/clients/matrix-clients.js';
import { renderPage } from './matrix/render-page.js';
import { renderTable } from './matrix/render-table.js';
import { type MatrixResult, runMatrix } from './matrix/run-matrix.js';
import { scenarios } from './matrix/scenarios.js';
import { matrixUpstreams } from './matrix/upstreams.js';
import { writeText } from './write-text.js';

const PAGE = 'docs/fault-matrix.md';
const pageUrl = new URL(`../../${PAGE}`, import.meta.url);
const PROGRESS_EVERY = 50;

/**
 * Runs the matrix on stores of its own and prints what came of it. The page is compared, or written, only when all of
 * it was run.
 *
 * @param words all of which a cell must have; none for the whole matrix
 * @returns the exit code: 1 when any cell is red, an upstream request was left open, or the page tells something else
 */
export async function reportMatrix(
  words: readonly string[],
  isWriting: boolean,
  signal: AbortSignal,
): Promise<number> {
  const all = planCells({ clients: matrixClients, upstreams: matrixUpstreams, scenarios });
  const cells = all.filter((cell) => hasAll(cell, words));
  if (cells.length === 0) {
    writeText(`No cell has all of: ${words.join(' ')}\n`);
    return 1;
  }
  const { judged, leftOpen } = await runOnStores(cells, signal);
  writeText(renderTable(judged));
  const isPageTrue = cells.length < all.length || settlePage(renderPage(judged), isWriting);
  const red = judged.filter(({ reasons }) => reasons.length > 0).length;
  writeText(
    `\n${judged.length} cells: ${judged.length - red} green, ${red} red; ${leftOpen} upstream requests left open\n`,
  );
  return red === 0 && leftOpen === 0 && isPageTrue ? 0 : 1;
}

function hasAll({ client, upstream, scenario, form }: Cell, words: readonly string[]): boolean {
  const names = [scenario.fault, client.name, upstream.dialect.name, form];
  return words.every((word) => names.some((name) => name.includes(word)));
}

async function runOnStores(cells: readonly Cell[], signal: AbortSignal): Promise<MatrixResult> {
  const stores = await startTestStores(signal);
  try {
    return await runMatrix(cells, { stores, signal, progress: showProgress });
  } finally {
    await stores.stop();
  }
}

function showProgress(done: number, total: number): void {
  if (done % PROGRESS_EVERY === 0 || done === total) writeText(`${done} of ${total} cells\n`);
}

/** Writes the page, or tells whether the one that is there is true. */
function settlePage(text: string, isWriting: boolean): boolean {
  if (isWriting) writeFileSync(pageUrl, text);
  if (readFileSync(pageUrl, 'utf8') === text) return true;
  writeText(`\n${PAGE} tells something else. To write it: npm run faults -- --write\n`);
  return false;
}
