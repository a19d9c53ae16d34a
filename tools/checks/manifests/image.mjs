import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'docker/Dockerfile';

/** Files that are built into the image without being a dependency of any service. */
const STATIC_WORKSPACES = ['apps/dashboard'];

/** The Dockerfile against the workspaces it builds (apps/ and libs/) and against the services that are started from its image. */
export function checkImage(root, services) {
  const instructions = readInstructions(readFileSync(join(root, FILE), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const workspaces = Object.values(packages)
    .filter(({ link }) => link)
    .map(({ resolved }) => resolved)
    .filter((workspace) => /^(apps|libs)\//.test(workspace));
  const apps = [
    ...new Set([...services.values()].map(({ command }) => command?.[0]?.split('/').slice(0, 2).join('/'))),
  ];
  const problems = [
    ...missingPackageFiles(instructions, workspaces),
    ...missingSources(instructions, root),
    ...missingInstalls(instructions, apps),
    ...missingBuilds(instructions, neededWorkspaces(apps, packages)),
    ...shellForms(instructions),
    ...wrongUser(instructions),
  ];
  return problems.map((problem) => `${FILE}: ${problem}`);
}

/** One entry per instruction: comments dropped, continued lines joined. */
function readInstructions(text) {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  return lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => {
      const [, name, rest] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
      return { name, rest };
    });
}

const copies = (instructions) =>
  instructions.filter(({ name }) => name === 'COPY').map(({ rest }) => rest.trim());

const missingPackageFiles = (instructions, workspaces) =>
  workspaces
    .filter((workspace) => !copies(instructions).includes(`${workspace}/package.json ${workspace}/`))
    .map((workspace) => `${workspace}/package.json is not copied, so what it needs is not installed`);

const missingSources = (instructions, root) =>
  copies(instructions)
    .filter((copy) => !copy.startsWith('--from='))
    .flatMap((copy) => copy.split(/\s+/).slice(0, -1))
    .filter((source) => !existsSync(join(root, source)))
    .map((source) => `${source} is copied but does not exist`);

function missingInstalls(instructions, apps) {
  const install =
    instructions.find(({ name, rest }) => name === 'RUN' && rest.includes('--omit=dev'))?.rest ?? '';
  return apps
    .filter((app) => !install.split(/\s+/).includes(app))
    .map((app) => `the production dependencies of ${app} are not installed (-w ${app})`);
}

const missingBuilds = (instructions, workspaces) =>
  workspaces
    .filter(
      (workspace) => !copies(instructions).includes(`--from=build /app/${workspace}/dist ${workspace}/dist`),
    )
    .map((workspace) => `${workspace}/dist is not copied into the image, but a service needs it`);

/** The started apps and every workspace they import, directly or not. */
function neededWorkspaces(apps, packages) {
  const needed = new Set(STATIC_WORKSPACES);
  const queue = [...apps];
  for (const workspace of queue) {
    if (needed.has(workspace)) continue;
    needed.add(workspace);
    for (const dependency of Object.keys(packages[workspace]?.dependencies ?? {})) {
      const { link, resolved } = packages[`node_modules/${dependency}`] ?? {};
      if (link) queue.push(resolved);
    }
  }
  return [...needed];
}

/** A shell as process number 1 does not pass signals on, and a stop would end in a kill. */
const shellForms = (instructions) =>
  instructions
    .filter(({ name, rest }) => ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(name) && !/\[.*\]$/.test(rest))
    .map(({ name }) => `${name} is not in exec form`);

function wrongUser(instructions) {
  const user = instructions.findLast(({ name }) => name === 'USER')?.rest;
  return /^[1-9]\d*(:\d+)?$/.test(user ?? '') ? [] : [`the last USER is ${user}, not a number above 0`];
}
