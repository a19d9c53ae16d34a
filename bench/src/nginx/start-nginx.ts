import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@switchyard/testing';
import { childEnvironment } from '../process/child-environment.js';
import { endChild } from '../process/end-child.js';
import { freePort } from '../process/free-port.js';
import { type NginxParts, nginxConfig } from './nginx-config.js';

export type Nginx = { readonly url: string; readonly pid: number; stop(): Promise<void> };

const START_TIMEOUT_MS = 10_000;

/** nginx in the foreground with a folder of its own, which knows nothing of the machine's. @param program its path */
export async function startNginx(program: string, parts: NginxParts, signal: AbortSignal): Promise<Nginx> {
  signal.throwIfAborted();
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-nginx-'));
  const [configFile, logFile] = [join(folder, 'nginx.conf'), join(folder, 'error.log')];
  await writeFile(configFile, nginxConfig(port, parts));
  const child = spawn(program, ['-p', folder, '-c', configFile, '-e', logFile], {
    env: childEnvironment(),
    stdio: 'ignore',
  });
  const stop = async () => {
    await endChild(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitFor('nginx', () => accepts(port), START_TIMEOUT_MS);
    return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
  } catch (error) {
    const log = await readFile(logFile, 'utf8').catch(() => '');
    await stop();
    throw new Error(`nginx did not start: ${log}`, { cause: error });
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
