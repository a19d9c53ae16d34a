import { clockMs } from '../upstream/sent-at.js';
import { residentBytes } from './resident-memory.js';

export type MemorySample = { readonly atMs: number; readonly bytes: number };

/**
 * Looks at a process's resident memory again and again while something goes on.
 *
 * @returns what came of it, and the samples, of which there are none where memory cannot be read
 */
export async function whileSampling<Result>(
  pid: number,
  everyMs: number,
  work: () => Promise<Result>,
): Promise<{ result: Result; samples: MemorySample[] }> {
  const samples: MemorySample[] = [];
  const look = () => {
    const bytes = residentBytes(pid);
    if (bytes !== null) samples.push({ atMs: clockMs(), bytes });
  };
  const timer = setInterval(look, everyMs);
  try {
    return { result: await work(), samples };
  } finally {
    clearInterval(timer);
  }
}
