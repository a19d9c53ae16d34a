import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A real `npm start` in a folder of its own, one streamed request to the demo model, and an end by Ctrl-C. It fails
 * when no stream comes, when the start fails or when something is left running.
 */
const START_TIMEOUT_MS = 300_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'switchyard-smoke-'));
// As root, Postgres runs under another account, which must be able to pass through.
chmodSync(home, 0o711);
const ports = { API_PORT: await freePort(), ADMIN_PORT: await freePort() };

const launcher = spawn(process.execPath, [join(root, 'tools', 'start.mjs')], {
  cwd: root,
  // biome-ignore lint/style/noProcessEnv: the launcher runs in this environment, in a folder and on ports of its own
  env: { ...process.env, ...ports, SWITCHYARD_HOME: home, DATABASE_URL: '', REDIS_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await ready();
  await requestStream();
  launcher.kill('SIGINT');
  const [code] = await once(launcher, 'exit');
  if (code !== 0) throw new Error(`it ended with ${code} after Ctrl-C`);
  await refused(ports.API_PORT);
  process.stdout.write('smoke: started, streamed, stopped\n');
} catch (error) {
  process.stdout.write(`smoke: ${error.message}\n`);
  launcher.kill('SIGTERM');
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}

function ready() {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it was not ready in time')), START_TIMEOUT_MS);
    launcher.on('exit', (code) => reject(new Error(`it ended with ${code} before it was ready`)));
    launcher.stdout.on('data', (text) => {
      process.stdout.write(text);
      if (!String(text).includes('Switchyard is ready')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function requestStream() {
  const response = await fetch(`http://127.0.0.1:${ports.API_PORT}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'demo', stream: true, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  let pieces = 0;
  let text = '';
  for await (const piece of response.body) {
    pieces++;
    text += Buffer.from(piece);
  }
  if (response.status !== 200 || !text.endsWith('data: [DONE]\n\n'))
    throw new Error(`no stream: ${response.status} ${text}`);
  if (pieces < 3) throw new Error(`the stream came in ${pieces} piece(s), not token by token`);
}

async function refused(port) {
  const isOpen = await fetch(`http://127.0.0.1:${port}/health/live`).then(
    () => true,
    () => false,
  );
  if (isOpen) throw new Error('the gateway still runs after Ctrl-C');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return String(port);
}
