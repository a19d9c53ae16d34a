import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@switchyard/testing';
import { childEnvironment } from '../process/child-environment.js';
import { endChild } from '../process/end-child.js';
import { freePort } from '../process/free-port.js';
import { runProgram } from '../process/run-program.js';
import type { Upstream } from '../upstream/upstream.js';
import { AUTHORIZATION, type Contestant } from './contestant.js';

const folder = fileURLToPath(new URL('../../portkey', import.meta.url));
const entry = `${folder}/node_modules/@portkey-ai/gateway/build/start-server.js`;
const INSTALL_TIMEOUT_MS = 120_000;
const START_TIMEOUT_MS = 20_000;

/** Portkey's gateway as it comes from npm. It is installed at its first use, apart from the workspace. */
export async function startPortkey(upstream: Upstream, signal: AbortSignal): Promise<Contestant> {
  if (!existsSync(entry)) await install(signal);
  signal.throwIfAborted();
  const port = await freePort();
  const child = spawn(process.execPath, [entry, '--headless', `--port=${port}`], {
    env: childEnvironment({ NODE_ENV: 'production', TRUSTED_CUSTOM_HOSTS: '127.0.0.1' }),
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  try {
    await waitFor('Portkey', answers, START_TIMEOUT_MS);
  } catch (error) {
    await endChild(child);
    throw error;
  }
  return {
    name: 'portkey',
    pids: child.pid === undefined ? [] : [child.pid],
    route: (behaviour) => ({
      url: `${url}/v1/chat/completions`,
      headers: {
        authorization: AUTHORIZATION,
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': upstream.baseUrl(behaviour),
      },
    }),
    stop: () => endChild(child),
  };
}

async function install(signal: AbortSignal): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];
  await runProgram('npm', args, { cwd: folder, signal, timeoutMs: INSTALL_TIMEOUT_MS });
}
