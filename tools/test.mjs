import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareWorkspace } from './prepare-workspace.mjs';

/**
 * `npm test`: installs and builds what is missing, runs every test, and closes with one line that counts them.
 * Arguments go to vitest: `npm test -- --project unit`.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

try {
  await prepareWorkspace(root);
} catch (error) {
  process.stdout.write(`${error.message}\n`);
  process.exit(1);
}
process.exit(await runTests(process.argv.slice(2)));

async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-results-'));
  const resultFile = join(folder, 'results.json');
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
    const run = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    const [code] = await once(run, 'close');
    return report(code ?? 1, resultFile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not be loaded counts as one failure, though none of its tests ran. */
function report(code, resultFile) {
  const results = JSON.parse(readFileSync(resultFile, 'utf8'));
  const brokenFiles = results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = results.numFailedTests + brokenFiles.length;
  const skipped = results.numPendingTests + results.numTodoTests;
  process.stdout.write(
    `\n${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
  return failed > 0 || results.numPassedTests === 0 ? 1 : code;
}
