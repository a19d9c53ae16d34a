import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtScript } from '../config/locations.js';
import { spawnDetached } from '../process/spawn-detached.js';
import { tempFolder } from '../testing/temp-folder.js';
import { FolderInUseError, lockFolder } from './folder-lock.js';

const lockFile = () => join(tempFolder(), 'launcher.lock');

/** A process that takes the lock and holds it until it is killed. */
async function holdElsewhere(file: string) {
  const module = JSON.stringify(builtScript('folder/folder-lock.js'));
  const code = `import(${module}).then(({ lockFolder }) => { lockFolder(${JSON.stringify(file)}); process.stdout.write('locked'); setInterval(() => {}, 1000); })`;
  const holder = await spawnDetached(process.execPath, ['-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => holder.child.stdout?.once('data', resolve));
  return holder;
}

describe(lockFolder.name, () => {
  it('is exclusive until it is released', () => {
    const file = lockFile();
    const sut = lockFolder(file);
    expect(sut.isTakenOver).toBe(false);
    expect(() => lockFolder(file)).toThrow(FolderInUseError);
    sut.release();
    lockFolder(file).release();
  });

  it('names the process that holds it', async () => {
    const file = lockFile();
    const holder = await holdElsewhere(file);
    expect(() => lockFolder(file)).toThrow(`Process ${holder.pid} already runs on this data folder`);
    holder.child.kill('SIGKILL');
    await holder.exited;
  });

  it('is taken over from a process that was killed', async () => {
    const file = lockFile();
    const holder = await holdElsewhere(file);
    holder.child.kill('SIGKILL');
    await holder.exited;
    const sut = lockFolder(file);
    expect(sut.isTakenOver).toBe(true);
    sut.release();
  });

  it('is taken over when the pid now is another process', () => {
    const file = lockFile();
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: 'before the last boot' }));
    expect(lockFolder(file).isTakenOver).toBe(true);
  });

  it('is taken over when it was never written out', () => {
    const file = lockFile();
    writeFileSync(file, '');
    expect(lockFolder(file).isTakenOver).toBe(true);
  });

  it('releases nothing but its own', () => {
    const file = lockFile();
    const sut = lockFolder(file);
    writeFileSync(file, 'of another');
    sut.release();
    expect(readFileSync(file, 'utf8')).toBe('of another');
  });
});
