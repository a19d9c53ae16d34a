import { fileURLToPath } from 'node:url';

// The same from src and from dist, since both lie equally deep.
export const repositoryRoot = fileURLToPath(new URL('../../../../', import.meta.url));

/** Path of a compiled script of this package, also when the caller itself runs from source (tests do). */
export function builtScript(pathInDist: string): string {
  return fileURLToPath(new URL(`../../dist/${pathInDist}`, import.meta.url));
}
