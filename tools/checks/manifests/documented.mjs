import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const readLines = (path) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);

/** Every variable that docs/config.md has a row for; undefined while that page does not exist. */
export function documentedVariables(root) {
  const path = join(root, 'docs/config.md');
  if (!existsSync(path)) return undefined;
  return new Set(readLines(path).flatMap((line) => /^\|\s*`([A-Z][A-Z0-9_]*)`/.exec(line)?.[1] ?? []));
}

/** Secret -> keys, from rows of docs/deployment.md that start with both. */
export function documentedSecretKeys(root) {
  const secrets = new Map();
  for (const line of readLines(join(root, 'docs/deployment.md'))) {
    const [, name, key] = /^\|\s*`([a-z0-9.-]+)`\s*\|\s*`([\w.-]+)`\s*\|/.exec(line) ?? [];
    if (name === undefined) continue;
    secrets.set(name, (secrets.get(name) ?? new Set()).add(key));
  }
  return secrets;
}
