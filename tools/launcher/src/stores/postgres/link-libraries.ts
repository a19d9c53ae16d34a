import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

type Link = { readonly source: string; readonly target: string };

/**
 * Makes the links between library names that npm packages cannot carry. The package's own install script would;
 * installs here run without scripts. Returns whether all links are there.
 */
export function linkLibraries(packageFolder: string): boolean {
  const links = readLinks(join(packageFolder, 'native', 'pg-symlinks.json'));
  return links.every(({ source, target }) => {
    const path = join(packageFolder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) return true;
    try {
      symlinkSync(relative(dirname(target), source), path);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Two starts at once may both make it; a package folder of another user cannot be written.
      if (code === 'EEXIST') return true;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      throw error;
    }
  });
}

function readLinks(file: string): Link[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Link[];
  } catch (error) {
    // Platforms without such names have no list.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
