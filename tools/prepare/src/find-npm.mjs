import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How to call npm without a shell: `{ command, args }`, to be followed by npm's own arguments. */
export function findNpm(environment) {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  // The first is set when npm itself has started us. Another package manager sets it too, to its own script.
  const script = [environment.npm_execpath, beside].find(
    (path) => path?.endsWith('npm-cli.js') && existsSync(path),
  );
  return script ? { command: process.execPath, args: [script] } : { command: 'npm', args: [] };
}
