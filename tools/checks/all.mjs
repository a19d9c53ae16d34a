import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareWorkspace } from '../prepare-workspace.mjs';

/** `npm run check`: all that CI checks besides the tests. Every check runs; the exit code tells whether all passed. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (...parts) => join(root, 'node_modules', ...parts);

const checks = [
  ['lint and format', [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--error-on-warnings', '.']],
  ['types of the tests', [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.tests.json']],
  ['boundaries', ['tools/checks/boundaries.mjs']],
  ['lockfile', ['tools/checks/lockfile.mjs']],
  ['manifests', ['tools/checks/manifests.mjs']],
];

await prepareWorkspace(root);
const failed = checks.filter(([title, args]) => {
  process.stdout.write(`\n── ${title}\n`);
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0;
});
process.stdout.write(
  failed.length === 0 ? '\nall checks passed\n' : `\nfailed: ${failed.map(([title]) => title).join(', ')}\n`,
);
process.exit(failed.length === 0 ? 0 : 1);
