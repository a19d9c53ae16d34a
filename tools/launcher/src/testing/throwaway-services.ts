import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceTable } from '../services/service-table.js';

/** Serves what a test wants to know, and crashes when it is asked to. */
const SERVICE = `
  import { createServer } from 'node:http';
  const server = createServer((request, response) => {
    if (request.url === '/crash') process.exit(7);
    response.end(request.url === '/about' ? JSON.stringify({ pid: process.pid, environment: process.env }) : '{}');
  });
  server.listen(Number(process.env.API_PORT), process.env.HOST, () => {
    console.log(JSON.stringify({ level: 30, msg: 'listening' }));
    console.log(JSON.stringify({ level: 40, msg: 'careful' }));
    process.send({ type: 'listening', url: 'http://127.0.0.1:' + process.env.API_PORT });
  });
  process.on('SIGTERM', () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
`;

const PREPARATION = `
  console.log(JSON.stringify({ level: 30, msg: 'migrated' }));
  console.log(JSON.stringify({ event: 'admin-password-generated', username: 'admin', password: 's3cret' }));
`;

const FAILURE = `
  console.error('no such table');
  process.exit(3);
`;

export type ThrowawayScripts = { readonly isServiceBroken?: boolean; readonly isPreparationBroken?: boolean };

/** A service table of scripts written for the occasion, which need nothing but Node. */
export function throwawayServices(folder: string, broken: ThrowawayScripts = {}): ServiceTable {
  const write = (name: string, code: string) => {
    const script = join(folder, `${name}.mjs`);
    writeFileSync(script, code);
    return { name, script };
  };
  return {
    preparation: write('prepare', broken.isPreparationBroken ? FAILURE : PREPARATION),
    services: [write('web', broken.isServiceBroken ? FAILURE : SERVICE)],
  };
}
