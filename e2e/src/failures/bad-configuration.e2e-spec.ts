import { ServiceProcess } from '@switchyard/testing';
import { describe, expect, it } from 'vitest';

describe('a service with a bad configuration', () => {
  it('lists every problem and ends with a failure', async () => {
    const { code, output } = await ServiceProcess.run('admin-api', 'main', {
      ADMIN_PORT: 'high',
      AUTH_ENABLED: 'perhaps',
      REDIS_URL: 'http://x',
    });
    expect(code).toBe(1);
    for (const name of ['ADMIN_PORT', 'AUTH_ENABLED', 'REDIS_URL', 'DATABASE_URL', 'MASTER_KEY_FILE']) {
      expect(output).toContain(`${name}: `);
    }
  });

  it.each([
    ['gateway', {}, 'OPEN_ACCESS'],
    ['admin-api', { AUTH_ENABLED: 'false', DATABASE_URL: 'postgres://x/y' }, 'AUTH_ENABLED'],
  ] as const)('%s does not open itself to the network by accident', async (service, extra, variable) => {
    const environment = {
      HOST: '0.0.0.0',
      REDIS_URL: 'redis://127.0.0.1:1',
      MASTER_KEY_FILE: '/nowhere',
      ...extra,
    };
    const { code, output } = await ServiceProcess.run(service, 'main', environment);
    expect(code).toBe(1);
    expect(output).toContain(variable);
  });

  it('says so when the key file cannot be read', async () => {
    const environment = {
      API_PORT: '0',
      REDIS_URL: 'redis://127.0.0.1:1',
      MASTER_KEY_FILE: '/nowhere/master.key',
    };
    const { code, output } = await ServiceProcess.run('gateway', 'main', environment);
    expect(code).toBe(1);
    expect(output).toContain('/nowhere/master.key');
  });
});
