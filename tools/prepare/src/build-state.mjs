import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listWorkspaces, readJson } from './workspaces.mjs';

const SHARED_SOURCES = ['package.json', 'package-lock.json', 'nx.json', 'tsconfig.base.json'];
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'coverage', 'results']);
// Tests, which the build leaves out (see namedInputs in nx.json), and what the compiler writes for itself.
const NO_SOURCE = /\.((int-)?spec\.tsx?|tsbuildinfo)$/;

/**
 * What the last successful build was made from and what it made, against what is there now. Sources are compared by
 * content: checking out a branch and back changes every modification time and nothing else.
 */
export class BuildState {
  constructor(root) {
    this.root = root;
    this.projects = listWorkspaces(root).filter(({ manifest }) => manifest.scripts?.build !== undefined);
    this.sources = this.readSources();
    this.last = this.readStamp();
  }

  get isCurrent() {
    return (
      isSameMap(this.last.sources, this.sources) &&
      isSameMap(this.last.outputs, this.readOutputs()) &&
      this.projects.every(({ path }) => existsSync(join(this.root, path, 'dist')))
    );
  }

  /**
   * Removes build folders the compiler would not put right by itself: it neither deletes what a removed source once
   * became, nor makes anew what somebody deleted.
   */
  removeStaleOutputs() {
    rmSync(this.stampFile, { force: true });
    const outputs = this.readOutputs();
    for (const { path } of this.projects) {
      if (lost(this.last.sources, this.sources, path) || lost(this.last.outputs, outputs, path)) {
        rmSync(join(this.root, path, 'dist'), { recursive: true, force: true });
      }
    }
  }

  /** To be called after a successful build. Sources are those from before it: a change meanwhile is not in it. */
  noteBuilt() {
    mkdirSync(dirname(this.stampFile), { recursive: true });
    writeFileSync(this.stampFile, JSON.stringify({ sources: this.sources, outputs: this.readOutputs() }));
  }

  get stampFile() {
    return join(this.root, 'node_modules', '.cache', 'switchyard', 'built.json');
  }

  readStamp() {
    try {
      return readJson(this.stampFile);
    } catch {
      return { sources: {}, outputs: {} };
    }
  }

  readSources() {
    const shared = SHARED_SOURCES.filter((path) => existsSync(join(this.root, path)));
    const own = this.projects.flatMap(({ path }) => listFiles(this.root, path, SKIPPED_FOLDERS));
    const paths = [...shared, ...own.filter((path) => !NO_SOURCE.test(path))];
    return Object.fromEntries(paths.map((path) => [path, contentHash(join(this.root, path))]));
  }

  readOutputs() {
    const paths = this.projects.flatMap(({ path }) => listFiles(this.root, `${path}/dist`, new Set()));
    return Object.fromEntries(paths.map((path) => [path, fileMark(join(this.root, path))]));
  }
}

function lost(before, now, projectPath) {
  return Object.keys(before).some((path) => path.startsWith(`${projectPath}/`) && now[path] === undefined);
}

function listFiles(root, folder, skippedFolders) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return skippedFolders.has(entry.name) ? [] : listFiles(root, path, skippedFolders);
    return entry.isFile() ? [path] : [];
  });
}

function contentHash(file) {
  return createHash('sha1').update(readFileSync(file)).digest('base64');
}

function fileMark(file) {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

function isSameMap(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
