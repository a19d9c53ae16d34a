import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseHead, partsOf, type StoredSnapshot } from './stored-snapshot.js';

/**
 * The last good snapshot on disk, from which a service starts when Redis and Postgres are both away. Its first line is
 * the head, and each further line the part that the head names there; JSON.stringify leaves no line break in either.
 */
export class SnapshotFile {
  constructor(private readonly path: string) {}

  /** @throws {Error} when the file exists and cannot be understood */
  async read(): Promise<StoredSnapshot | null> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    const [headLine = '', ...lines] = text.split('\n');
    const head = parseHead(headLine);
    return { head, texts: new Map(partsOf(head).map((digest, index) => [digest, lines[index] ?? ''])) };
  }

  /** Replaces the file whole: a crash leaves the old one or the new one, never a mixture. */
  async write(snapshot: StoredSnapshot): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const temporaryPath = `${this.path}.${process.pid}.tmp`;
    const file = await open(temporaryPath, 'w', 0o600);
    try {
      await writeFile(file, linesOf(snapshot));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, this.path);
  }
}

/** One at a time, so that each is written before the next is put into bytes. */
function* linesOf({ head, texts }: StoredSnapshot): Generator<string> {
  yield `${JSON.stringify(head)}\n`;
  for (const digest of partsOf(head)) yield `${texts.get(digest)}\n`;
}
