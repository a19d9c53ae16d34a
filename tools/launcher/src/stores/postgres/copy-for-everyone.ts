import { chmodSync, cpSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Copies a folder so that every account may read and run it. `destination` appears only once it is complete. */
export function copyForEveryone(source: string, destination: string): void {
  const unfinished = `${destination}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
  openForEveryone(unfinished);
  renameSync(unfinished, destination);
}

function openForEveryone(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForEveryone(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}
