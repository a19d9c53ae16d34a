import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isForThisPlatform } from './platform.mjs';
import { listWorkspaces, readJson } from './workspaces.mjs';

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * Why `npm ci` has to run, or undefined when what is installed is what the lockfile says, whoever installed it.
 * npm's own record of the installed tree is compared, so nothing is trusted that npm did not finish.
 */
export function installReason(root) {
  const recordFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(recordFile)) return 'nothing is installed yet';
  const locked = readJson(join(root, 'package-lock.json')).packages;
  const missing = missingPackages(root, locked, readJson(recordFile).packages);
  // What npm itself let pass (an optional package it could not get, say) must not be tried again at every start.
  const isAccepted = readStamp(root) === stateHash(root);
  const relevant = isAccepted ? missing.filter(({ isOptional }) => !isOptional) : missing;
  if (relevant.length > 0) return `${relevant[0].path} is missing or another version`;
  const changed = isAccepted ? undefined : changedManifest(root, locked);
  return changed && `${changed} changed`;
}

/** Notes that what lockfile and manifests ask for has been installed. */
export function noteInstalled(root) {
  mkdirSync(dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), stateHash(root));
}

function changedManifest(root, locked) {
  const changed = listManifests(root).find(
    ({ path, manifest }) => !hasSameDependencies(manifest, locked[path]),
  );
  return changed && join(changed.path, 'package.json');
}

function hasSameDependencies(manifest, lockEntry) {
  return (
    lockEntry !== undefined &&
    DEPENDENCY_FIELDS.every((field) => isSameMap(manifest[field], lockEntry[field]))
  );
}

function isSameMap(one = {}, other = {}) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function missingPackages(root, locked, installed) {
  return Object.entries(locked)
    .filter(([path, wanted]) => path.includes('node_modules/') && isExpected(wanted))
    .filter(([path, wanted]) => !isInstalled(root, path, wanted, installed[path]))
    .map(([path, { optional }]) => ({ path, isOptional: optional === true }));
}

/** Optional packages are expected where they name this platform; others may belong to one that does not. */
function isExpected(wanted) {
  const namesPlatform = wanted.os !== undefined || wanted.cpu !== undefined;
  return isForThisPlatform(wanted) && (wanted.optional !== true || namesPlatform);
}

function isInstalled(root, path, wanted, found) {
  return (
    found !== undefined &&
    found.version === wanted.version &&
    found.integrity === wanted.integrity &&
    found.link === wanted.link &&
    existsSync(join(root, path))
  );
}

function listManifests(root) {
  return [{ path: '', manifest: readJson(join(root, 'package.json')) }, ...listWorkspaces(root)];
}

function stateHash(root) {
  const wanted = listManifests(root).map(({ path, manifest }) => [
    path,
    DEPENDENCY_FIELDS.map((field) => manifest[field]),
  ]);
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lockfile).update(JSON.stringify(wanted)).digest('hex');
}

function readStamp(root) {
  return existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8') : undefined;
}

function stampFile(root) {
  return join(root, 'node_modules', '.cache', 'switchyard', 'installed');
}
