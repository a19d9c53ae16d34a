import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The npm workspaces below `root`, as `{ path, manifest }`. Knows the two patterns in use: `folder` and `folder/*`. */
export function listWorkspaces(root) {
  return readJson(join(root, 'package.json'))
    .workspaces.flatMap((pattern) =>
      pattern.endsWith('/*') ? subfolders(root, pattern.slice(0, -2)) : [pattern],
    )
    .map((path) => ({ path, manifestFile: join(root, path, 'package.json') }))
    .filter(({ manifestFile }) => existsSync(manifestFile))
    .map(({ path, manifestFile }) => ({ path, manifest: readJson(manifestFile) }));
}

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function subfolders(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);
}
