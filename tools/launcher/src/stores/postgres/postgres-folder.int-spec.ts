import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isRoot } from '../../process/is-root.js';
import { removeFolder, tempFolder } from '../../testing/temp-folder.js';
import { postgresFolder } from './postgres-folder.js';

describe(postgresFolder.name, () => {
  it('lies in the data folder', () => {
    const folder = tempFolder();
    expect(postgresFolder(folder, () => {})).toBe(join(folder, 'postgres'));
  });

  describe.runIf(isRoot())('as root, in a data folder closed to others', () => {
    const closedFolder = () => {
      const folder = join(tempFolder(), 'closed', 'data');
      mkdirSync(folder, { recursive: true });
      chmodSync(join(folder, '..'), 0o700);
      return folder;
    };

    it('lies outside, with a log line and a note', () => {
      const folder = closedFolder();
      const lines: string[] = [];
      const outside = postgresFolder(folder, (line) => lines.push(line));
      onTestFinished(() => removeFolder(outside));
      expect(outside).toMatch(/^\/var\/lib\/switchyard\/[0-9a-f]{16}$/);
      expect(lines.join()).toContain(outside);
      expect(readFileSync(join(folder, 'postgres-location.txt'), 'utf8')).toMatch(
        new RegExp(`^${outside}\n`),
      );
      expect(existsSync(join(folder, 'postgres'))).toBe(false);
    });

    it('stays there when the folder is opened later', () => {
      const folder = closedFolder();
      const outside = postgresFolder(folder, () => {});
      onTestFinished(() => removeFolder(outside));
      chmodSync(join(folder, '..'), 0o755);
      expect(postgresFolder(folder, () => {})).toBe(outside);
    });
  });
});
