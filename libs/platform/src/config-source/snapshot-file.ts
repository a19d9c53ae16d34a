import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { configHeadSchema, type SectionName, sectionNames } from '@switchyard/domain';
import { z } from 'zod';
import type { StoredSnapshot } from './stored-snapshot.js';

const fileSchema = z.object({ head: configHeadSchema, texts: z.record(z.string(), z.string()) });

/** The last good snapshot on disk, from which a service starts when Redis and Postgres are both away. */
export class SnapshotFile {
  constructor(private readonly path: string) {}

  /** @throws {Error} when the file exists and cannot be understood */
  async read(): Promise<StoredSnapshot | null> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    const { head, texts } = fileSchema.parse(JSON.parse(text));
    for (const name of sectionNames)
      if (texts[name] === undefined) throw new Error(`section "${name}" is missing`);
    return { head, texts: texts as Record<SectionName, string> };
  }

  /** Replaces the file whole: a crash leaves the old one or the new one, never a mixture. */
  async write(snapshot: StoredSnapshot): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const temporaryPath = `${this.path}.${process.pid}.tmp`;
    const file = await open(temporaryPath, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(snapshot));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, this.path);
  }
}
