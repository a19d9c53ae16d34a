import type { AddressInfo } from 'node:net';
import { createDemoServer } from './demo-server.js';

// Started by the launcher: [port]
const server = createDemoServer();
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ type: 'listening', url: `http://127.0.0.1:${port}` });
});

// The channel closes with the launcher, however that ends.
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
