import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.js';
import { ensureMasterKey } from './master-key.js';
import { secretFile } from './secret-file.js';

describe(secretFile.name, () => {
  it('makes a secret once, for its owner only', () => {
    const file = join(tempFolder(), 'inner', 'secret');
    expect(secretFile(file, () => 'first')).toBe('first');
    expect(secretFile(file, () => 'second')).toBe('first');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps the master key', () => {
    const file = join(tempFolder(), 'master.key');
    ensureMasterKey(file);
    const key = secretFile(file, () => 'another');
    ensureMasterKey(file);
    expect(secretFile(file, () => 'another')).toBe(key);
    expect(key).toMatch(/^k1:/);
  });
});
