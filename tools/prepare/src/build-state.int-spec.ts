import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BuildState } from './build-state.mjs';

describe(BuildState.name, () => {
  let root: string;

  const write = (path: string, content = path) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const isCurrent = () => new BuildState(root).isCurrent;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'switchyard-prepare-'));
    write('package.json', JSON.stringify({ workspaces: ['libs/*'] }));
    for (const project of ['libs/one', 'libs/two']) {
      write(`${project}/package.json`, JSON.stringify({ scripts: { build: 'tsc' } }));
      write(`${project}/src/index.ts`);
      write(`${project}/src/extra.ts`);
      write(`${project}/dist/index.js`);
      write(`${project}/dist/extra.js`);
    }
    new BuildState(root).noteBuilt();
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is current right after a build', () => {
    expect(isCurrent()).toBe(true);
  });

  it('is not current before the first build', () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(isCurrent()).toBe(false);
  });

  it.each([
    ['a changed source', () => write('libs/one/src/index.ts', 'changed')],
    ['a new source', () => write('libs/one/src/new.ts')],
    ['a removed source', () => rmSync(join(root, 'libs/one/src/extra.ts'))],
    ['a changed setting', () => write('nx.json', '{}')],
    ['a removed output', () => rmSync(join(root, 'libs/one/dist/extra.js'))],
    ['a removed build folder', () => rmSync(join(root, 'libs/one/dist'), { recursive: true })],
    ['an output built by somebody else', () => write('libs/one/dist/extra.js', 'other')],
    ['a new project', () => write('libs/new/package.json', JSON.stringify({ scripts: { build: 'tsc' } }))],
  ])('is not current after %s', (_what, change) => {
    change();
    expect(isCurrent()).toBe(false);
  });

  it('stays current when a source is only touched, or what changes is no source', () => {
    utimesSync(join(root, 'libs/one/src/index.ts'), 1, 1);
    write('libs/one/src/index.spec.ts');
    write('libs/one/src/index.int-spec.ts');
    write('libs/one/tsconfig.tsbuildinfo');
    expect(isCurrent()).toBe(true);
  });

  it.each([
    ['a source', 'libs/one/src/extra.ts'],
    ['an output', 'libs/one/dist/extra.js'],
  ])('removes the build folder of a project that lost %s, and no other', (_what, path) => {
    rmSync(join(root, path));
    new BuildState(root).removeStaleOutputs();
    expect(existsSync(join(root, 'libs/one/dist'))).toBe(false);
    expect(existsSync(join(root, 'libs/two/dist'))).toBe(true);
  });

  it('is not current while a build has not succeeded', () => {
    new BuildState(root).removeStaleOutputs();
    expect(isCurrent()).toBe(false);
  });

  it('notices a change made during the build', () => {
    const sut = new BuildState(root);
    write('libs/one/src/index.ts', 'changed meanwhile');
    sut.noteBuilt();
    expect(isCurrent()).toBe(false);
  });
});
