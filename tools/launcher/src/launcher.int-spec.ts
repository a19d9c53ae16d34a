import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseLauncherConfig } from './config/launcher-config.js';
import { Launcher } from './launcher.js';
import { findFreePort, isPortFree } from './ports/free-port.js';
import { isRunning } from './process/running-process.js';
import { spawnLauncher } from './testing/launcher-process.js';
import { eventually, never } from './testing/signals.js';
import { tempFolder } from './testing/temp-folder.js';
import { type ThrowawayScripts, throwawayServices } from './testing/throwaway-services.js';

type About = { pid: number; environment: Record<string, string> };

async function setUp(broken: ThrowawayScripts = {}) {
  const folder = tempFolder();
  const home = join(folder, 'home');
  const port = await findFreePort();
  const environment = {
    SWITCHYARD_HOME: home,
    API_PORT: String(port),
    ADMIN_PORT: '0',
    SWITCHYARD_REDIS: 'wasm',
    SOME_KEY: 'x',
  };
  const table = throwawayServices(folder, broken);
  const lines: string[] = [];
  const makeSut = () => {
    const config = parseLauncherConfig(environment, folder);
    const sut = new Launcher({ config, table, log: (line) => lines.push(line) });
    onTestFinished(() => sut.stop(never));
    return sut;
  };
  const about = async (): Promise<About> =>
    (await (await fetch(`http://127.0.0.1:${port}/about`)).json()) as About;
  return { home, port, environment, table, lines, makeSut, about };
}

describe(Launcher.name, () => {
  it('starts everything, tells the password once, and stops everything', async () => {
    const { home, port, lines, makeSut, about } = await setUp();
    const sut = makeSut();
    const banner = await sut.start(never);
    expect(banner).toContain('Switchyard is ready');
    expect(banner).toContain('admin / s3cret');
    await eventually(() => expect(lines).toContain('WARN   web  careful'));
    expect(readFileSync(join(home, 'logs', 'web.log'), 'utf8')).toContain('listening');
    expect(readFileSync(join(home, 'logs', 'prepare.log'), 'utf8')).not.toContain('s3cret');

    const { pid, environment } = await about();
    expect(environment).toMatchObject({
      SOME_KEY: 'x',
      MASTER_KEY_FILE: join(home, 'master.key'),
      NODE_ENV: 'production',
    });
    const health = await fetch(`${environment.DEMO_ENDPOINT_URL}/health`);
    expect(await health.json()).toEqual({ status: 'ok' });

    await sut.stop(never);
    expect(isRunning(pid)).toBe(false);
    const ports = [
      port,
      ...['DEMO_ENDPOINT_URL', 'DATABASE_URL', 'REDIS_URL'].map((name) =>
        Number(new URL(environment[name] ?? '').port),
      ),
    ];
    expect(await Promise.all(ports.map((each) => isPortFree(each)))).toEqual([true, true, true, true]);
    expect(existsSync(join(home, 'launcher.lock'))).toBe(false);
  });

  it('starts a service again that crashed', async () => {
    const { port, lines, makeSut, about } = await setUp();
    await makeSut().start(never);
    const { pid } = await about();
    await fetch(`http://127.0.0.1:${port}/crash`).catch(() => {});
    await eventually(async () => expect((await about()).pid).not.toBe(pid));
    expect(lines).toContain('web exited with code 7; starting it again in 1 s');
    await eventually(() => expect(lines).toContain('web is running again'));
  });

  it('refuses a data folder that is in use', async () => {
    const { makeSut } = await setUp();
    await makeSut().start(never);
    await expect(makeSut().start(never)).rejects.toThrow(
      `Process ${process.pid} already runs on this data folder`,
    );
  });

  it('names a busy port before it starts anything', async () => {
    const { home, port, makeSut } = await setUp();
    const server = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
    await expect(makeSut().start(never)).rejects.toThrow(
      `Port ${port} is in use by another program: set API_PORT`,
    );
    expect(existsSync(join(home, 'postgres'))).toBe(false);
  });

  it('shows the last words of a service that does not start, and leaves nothing running', async () => {
    const { home, makeSut } = await setUp({ isServiceBroken: true });
    const sut = makeSut();
    await expect(sut.start(never)).rejects.toThrow(/web exited with code 3\nno such table/);
    expect(sut.untoldPassword).toContain('s3cret');
    const postmaster = Number.parseInt(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8'), 10);
    await sut.stop(never);
    expect(isRunning(postmaster)).toBe(false);
  });

  it('shows the last words of a preparation that fails', async () => {
    const { makeSut } = await setUp({ isPreparationBroken: true });
    await expect(makeSut().start(never)).rejects.toThrow(
      'Preparing the database exited with code 3\nno such table',
    );
  });

  it('leaves no service behind when it is killed, and takes up its stores at the next start', async () => {
    const { home, environment, table, makeSut, about } = await setUp();
    const killed = await spawnLauncher(environment, table);
    const { pid } = await about();
    const postmaster = readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8');
    killed.child.kill('SIGKILL');
    await eventually(() => expect(isRunning(pid)).toBe(false));
    await makeSut().start(never);
    expect(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8')).toBe(postmaster);
    expect((await about()).pid).not.toBe(pid);
  });
});
