import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PortName, ServicePort } from '../config/launcher-config.js';
import { never } from '../testing/signals.js';
import { claimPorts } from './claim-ports.js';
import { findFreePort } from './free-port.js';

async function listenOn(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return server;
}

const variables = {
  api: 'API_PORT',
  admin: 'ADMIN_PORT',
  healthWorker: 'HEALTH_WORKER_PORT',
  usageWorker: 'USAGE_WORKER_PORT',
};

async function aConfig(overrides: Partial<Record<PortName, Partial<ServicePort>>> = {}) {
  const port = async (name: PortName): Promise<ServicePort> => ({
    variable: variables[name],
    port: await findFreePort(),
    isExplicit: false,
    ...overrides[name],
  });
  const ports = {
    api: await port('api'),
    admin: await port('admin'),
    healthWorker: await port('healthWorker'),
    usageWorker: await port('usageWorker'),
  };
  return { host: '127.0.0.1', ports, patienceMs: 0, signal: never };
}

describe(claimPorts.name, () => {
  it('claims the ports as configured', async () => {
    const config = await aConfig();
    expect(await claimPorts(config)).toEqual({
      api: config.ports.api.port,
      admin: config.ports.admin.port,
      healthWorker: config.ports.healthWorker.port,
      usageWorker: config.ports.usageWorker.port,
    });
  });

  it('names every busy port with the variable that moves it', async () => {
    const config = await aConfig();
    const { api, admin } = config.ports;
    await listenOn(api.port);
    await listenOn(admin.port);
    await expect(claimPorts(config)).rejects.toThrow(
      `Port ${api.port} is in use by another program: set API_PORT to another one\n` +
        `Port ${admin.port} is in use by another program: set ADMIN_PORT to another one`,
    );
  });

  it('moves a busy internal port by itself, unless it was asked for', async () => {
    const config = await aConfig();
    const busy = config.ports.healthWorker.port;
    await listenOn(busy);
    expect((await claimPorts(config)).healthWorker).not.toBe(busy);
    const asked = await aConfig({ healthWorker: { port: busy, isExplicit: true } });
    await expect(claimPorts(asked)).rejects.toThrow('HEALTH_WORKER_PORT');
  });

  it('moves an internal port out of the way of a public one', async () => {
    const port = await findFreePort();
    const claimed = await claimPorts(
      await aConfig({ api: { port, isExplicit: true }, healthWorker: { port } }),
    );
    expect(claimed.api).toBe(port);
    expect(claimed.healthWorker).not.toBe(port);
  });

  it('takes port 0 for any free one', async () => {
    const claimed = await claimPorts(await aConfig({ api: { port: 0, isExplicit: true } }));
    expect(claimed.api).toBeGreaterThan(0);
  });

  it('waits for a port whose owner is just leaving', async () => {
    const config = await aConfig();
    const server = await listenOn(config.ports.api.port);
    const claiming = claimPorts({ ...config, patienceMs: 20_000 });
    setImmediate(() => server.close());
    expect((await claiming).api).toBe(config.ports.api.port);
  });

  it('says that an address is not of this machine', async () => {
    await expect(claimPorts({ ...(await aConfig()), host: '192.0.2.1' })).rejects.toThrow(
      'HOST=192.0.2.1 is not an address of this machine',
    );
  });
});
