import type { ChildProcess, StdioOptions } from 'node:child_process';
import type { Environment } from '../config/process-environment.js';
import { type DetachedChild, spawnDetached } from './spawn-detached.js';

export type NodeProcessOptions = {
  readonly script: string;
  readonly args?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly environment: Environment;
  readonly stdio: StdioOptions;
};

/**
 * Spawns a script of this repository with an IPC channel. The channel is what ends the script
 * when the launcher itself is killed: the operating system closes it.
 */
export function spawnNodeProcess(options: NodeProcessOptions): Promise<DetachedChild> {
  const { script, args = [], nodeOptions = [], environment, stdio } = options;
  return spawnDetached(process.execPath, [...nodeOptions, script, ...args], { env: environment, stdio });
}

/** Resolves with the URL a child announces by its `listening` message. */
export async function announcedUrl(
  child: ChildProcess,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const giveUp = AbortSignal.any([signal, timeout]);
  return await new Promise<string>((resolve, reject) => {
    const onMessage = (message: unknown) => {
      if (isListeningMessage(message)) finish(() => resolve(message.url));
    };
    const onGiveUp = () => {
      const silence = new Error(`did not say that it listens within ${timeoutMs / 1000} s`);
      finish(() => reject(timeout.aborted ? silence : giveUp.reason));
    };
    const finish = (settle: () => void) => {
      child.off('message', onMessage);
      giveUp.removeEventListener('abort', onGiveUp);
      settle();
    };
    child.on('message', onMessage);
    giveUp.addEventListener('abort', onGiveUp);
    if (giveUp.aborted) onGiveUp();
  });
}

export type ListeningMessage = { readonly type: 'listening'; readonly url: string };

function isListeningMessage(message: unknown): message is ListeningMessage {
  const candidate = message as Partial<ListeningMessage> | null;
  return candidate?.type === 'listening' && typeof candidate.url === 'string';
}
