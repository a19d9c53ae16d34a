import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { doJob } from '../process/do-job.js';
import { createUpstreamServer, type UpstreamOptions } from './upstream-server.js';

const BACKLOG = 4_096;

doJob(async (options: UpstreamOptions) => {
  const server = createUpstreamServer(options).listen(0, '127.0.0.1', BACKLOG);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
});
