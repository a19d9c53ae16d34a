import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installReason, noteInstalled } from './installation.mjs';

const dependencies = { left: '1.0.0' };
const rootManifest = { workspaces: ['libs/*', 'e2e'], devDependencies: { right: '2.0.0' } };
const left = { version: '1.0.0', integrity: 'sha512-left' };
const right = { version: '2.0.0', integrity: 'sha512-right', dev: true };
const link = { resolved: 'libs/one', link: true };
const packages = {
  '': rootManifest,
  'libs/one': { dependencies },
  'node_modules/@our/one': link,
  'node_modules/left': left,
  'node_modules/right': right,
  'node_modules/elsewhere': { version: '1.0.0', os: ['plan9'], optional: true },
  'node_modules/below-elsewhere': { version: '1.0.0', optional: true },
};
const installed = { 'node_modules/@our/one': link, 'node_modules/left': left, 'node_modules/right': right };

describe(installReason.name, () => {
  let root: string;

  const write = (path: string, content: object) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(content));
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'switchyard-prepare-'));
    write('package.json', rootManifest);
    write('package-lock.json', { packages });
    write('libs/one/package.json', { dependencies });
    write('node_modules/.package-lock.json', { packages: installed });
    for (const path of Object.keys(installed)) mkdirSync(join(root, path), { recursive: true });
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is content with what npm itself installed, without a note of ours', () => {
    expect(installReason(root)).toBeUndefined();
  });

  it('asks for an install when there was none, or an unfinished one', () => {
    rmSync(join(root, 'node_modules/.package-lock.json'));
    expect(installReason(root)).toContain('nothing is installed');
  });

  it('notices a package that is another version', () => {
    write('node_modules/.package-lock.json', {
      packages: { ...installed, 'node_modules/left': { ...left, version: '0.9.0' } },
    });
    expect(installReason(root)).toContain('node_modules/left');
  });

  it('notices a deleted package', () => {
    noteInstalled(root);
    rmSync(join(root, 'node_modules/left'), { recursive: true });
    expect(installReason(root)).toContain('node_modules/left');
  });

  it('notices a changed manifest', () => {
    write('libs/one/package.json', { dependencies: { ...dependencies, more: '1.0.0' } });
    expect(installReason(root)).toBe('libs/one/package.json changed');
  });

  it('notices a new workspace', () => {
    write('e2e/package.json', {});
    expect(installReason(root)).toBe('e2e/package.json changed');
  });

  it('does not install again what npm has let pass', () => {
    write('libs/one/package.json', { dependencies: { ...dependencies, more: '1.0.0' } });
    noteInstalled(root);
    expect(installReason(root)).toBeUndefined();
  });

  it('asks once for an optional package of this platform that is missing', () => {
    const binary = { version: '1.0.0', os: [process.platform], optional: true };
    write('package-lock.json', { packages: { ...packages, 'node_modules/binary': binary } });
    expect(installReason(root)).toContain('node_modules/binary');
    noteInstalled(root);
    expect(installReason(root)).toBeUndefined();
  });
});
