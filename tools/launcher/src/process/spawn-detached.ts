import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LiveProcess } from './live-process.js';

export type DetachedChild = LiveProcess & { readonly child: ChildProcess };

/**
 * Spawns a process in a group of its own, so that the terminal's Ctrl-C reaches the launcher alone
 * and the launcher decides who stops when.
 */
export async function spawnDetached(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<DetachedChild> {
  const child = spawn(command, args, { ...options, detached: true });
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `exited with code ${code}`),
    );
  });
  await once(child, 'spawn');
  // Such as a message to a child that just died: the exit says all there is to say.
  child.on('error', () => {});
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return { child, pid: Number(child.pid), exited, isAlive };
}
