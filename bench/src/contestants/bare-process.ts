import type { AddressInfo } from 'node:net';
import { doJob } from '../process/do-job.js';
import { type BareProxyOptions, createBareProxy } from './bare-proxy.js';

doJob(async (options: BareProxyOptions) => {
  const app = createBareProxy(options);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
});
