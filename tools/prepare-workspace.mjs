import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildState } from './prepare/src/build-state.mjs';
import { findNpm } from './prepare/src/find-npm.mjs';
import { installReason, noteInstalled } from './prepare/src/installation.mjs';
import { requireNode } from './prepare/src/require-node.mjs';
import { runStep } from './prepare/src/run-step.mjs';
import { readJson } from './prepare/src/workspaces.mjs';

const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));
// biome-ignore lint/style/noProcessEnv: npm and nx are to run in the user's environment, and nothing has parsed it yet.
const environment = process.env;

/**
 * Makes a checkout ready to run: checks Node, installs packages and builds, each only when something changed since.
 * Needs nothing but Node itself. Throws an error whose message is meant for the user.
 */
export async function prepareWorkspace(root = repositoryRoot) {
  requireNode();
  await install(root);
  await build(root);
}

async function install(root) {
  const reason = installReason(root);
  if (reason === undefined) return;
  const npm = findNpm(environment);
  await runStep({
    title: `Installing packages (${reason})`,
    command: npm.command,
    // The build needs the development packages, also where NODE_ENV=production would leave them out.
    args: [...npm.args, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'],
    cwd: root,
    env: environment,
  });
  noteInstalled(root);
}

async function build(root) {
  const state = new BuildState(root);
  if (state.isCurrent) return;
  state.removeStaleOutputs();
  const nxFolder = join(root, 'node_modules', 'nx');
  await runStep({
    title: 'Building',
    command: process.execPath,
    args: [join(nxFolder, readJson(join(nxFolder, 'package.json')).bin.nx), 'run-many', '-t', 'build'],
    cwd: root,
    env: { ...environment, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  state.noteBuilt();
}
