import { spawn } from 'node:child_process';
import { childEnvironment } from './child-environment.js';

export type ProgramRun = {
  readonly cwd?: string;
  /** Kills it. */
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
};

/**
 * Runs a program to its end.
 *
 * @returns all it printed, errors included
 * @throws with what it printed when it fails, takes too long or is aborted
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, signal, timeoutMs }: ProgramRun,
): Promise<string> {
  signal?.throwIfAborted();
  const child = spawn(command, args, {
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    ...(cwd !== undefined && { cwd }),
    ...(signal && { signal }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killedBy) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${killedBy ?? `code ${code}`}:\n${output}`));
    });
  });
}
