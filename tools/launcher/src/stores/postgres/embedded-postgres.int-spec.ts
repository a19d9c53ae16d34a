import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isRoot } from '../../process/is-root.js';
import { spawnDetached } from '../../process/spawn-detached.js';
import type { RunningUnit } from '../../supervision/unit.js';
import { never } from '../../testing/signals.js';
import { makeTempFolder, removeFolder } from '../../testing/temp-folder.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { withPostgres } from './postgres-connection.js';

describe(EmbeddedPostgres.name, () => {
  const folder = makeTempFolder();
  const dataFolder = join(folder, 'postgres', 'data');
  let sut: EmbeddedPostgres;
  let running: RunningUnit;

  const makeSut = () =>
    new EmbeddedPostgres(
      {
        dataFolder: folder,
        portFile: join(folder, 'ports', 'postgres'),
        logFile: join(folder, 'logs', 'postgres.log'),
      },
      () => {},
    );

  const query = <Row>(text: string) =>
    withPostgres(sut.url, async (client) => (await client.query(text)).rows as Row[]);
  const notes = async () =>
    (await query<{ text: string }>('SELECT text FROM notes ORDER BY text')).map(({ text }) => text);
  const setting = async (name: string) => (await query<Record<string, string>>(`SHOW ${name}`))[0]?.[name];

  beforeAll(async () => {
    sut = makeSut();
    running = await sut.start(never);
    await query('CREATE TABLE notes (text text)');
  });

  afterAll(async () => {
    await running.stop(never);
    removeFolder(folder);
  });

  it('keeps what it confirmed, come what may', async () => {
    expect(await setting('fsync')).toBe('on');
    expect(await setting('synchronous_commit')).toBe('on');
    expect(await setting('full_page_writes')).toBe('on');
  });

  it('listens on loopback only, and tells times in UTC', async () => {
    expect(await setting('listen_addresses')).toBe('127.0.0.1');
    expect(await setting('unix_socket_directories')).toBe('');
    expect(await setting('TimeZone')).toBe('UTC');
  });

  it('lets nobody in without the password', async () => {
    const stranger = sut.url.replace(/:[0-9a-f]+@/, ':wrong@');
    await expect(withPostgres(stranger, async () => {})).rejects.toThrow('password authentication failed');
    expect(statSync(join(folder, 'postgres', 'password')).mode & 0o777).toBe(0o600);
  });

  it('sorts alike on every machine and folds more than ASCII', async () => {
    expect(await query("SELECT upper('é') AS word")).toEqual([{ word: 'É' }]);
  });

  it('keeps its data and its address across a stop', async () => {
    const { url } = sut;
    await query("INSERT INTO notes VALUES ('before the stop')");
    await running.stop(never);
    sut = makeSut();
    running = await sut.start(never);
    expect(sut.url).toBe(url);
    expect(await notes()).toContain('before the stop');
  });

  it('comes back after a kill -9 with everything it confirmed', async () => {
    await query("INSERT INTO notes VALUES ('before the kill')");
    process.kill(running.pid, 'SIGKILL');
    expect(await running.exited).toBe('was ended by SIGKILL');
    running = await sut.start(never);
    expect(await notes()).toContain('before the kill');
  });

  it('reuses the server that a killed launcher left alive', async () => {
    const { pid } = running;
    sut = makeSut();
    running = await sut.start(never);
    expect(running.pid).toBe(pid);
    expect(await notes()).toContain('before the kill');
    await running.stop(never);
    expect(await running.exited).toBe('is gone');
    running = await sut.start(never);
  });

  it('is not stopped by a lock file whose pid now is another program', async () => {
    await running.stop(never);
    const lockFile = join(dataFolder, 'postmaster.pid');
    const other = await spawnDetached(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
    });
    onTestFinished(() => void other.child.kill('SIGKILL'));
    writeFileSync(lockFile, `${other.pid}\n${dataFolder}\n1\n20000\n\n127.0.0.1\n 1 1\nready\n`);
    running = await sut.start(never);
    expect(readFileSync(lockFile, 'utf8')).toMatch(new RegExp(`^${running.pid}\n`));
  });

  it('finishes a first start that was killed halfway', async () => {
    await running.stop(never);
    const unfinished = `${dataFolder}.new`;
    appendFileSync(unfinished, 'half-made');
    rmSync(dataFolder, { recursive: true });
    running = await makeSut().start(never);
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it.runIf(isRoot())('does not run as root', () => {
    expect(statSync(dataFolder).uid).not.toBe(0);
  });

  it('refuses data of another major version in plain words', async () => {
    await running.stop(never);
    const versionFile = join(dataFolder, 'PG_VERSION');
    const version = readFileSync(versionFile, 'utf8');
    writeFileSync(versionFile, '12\n');
    await expect(makeSut().start(never)).rejects.toThrow('was made by Postgres 12');
    writeFileSync(versionFile, version);
    running = await sut.start(never);
  });

  it('says where to look when it cannot start', async () => {
    await running.stop(never);
    const settings = join(dataFolder, 'postgresql.auto.conf');
    writeFileSync(settings, "no_such_setting = 'on'\n");
    await expect(sut.start(never)).rejects.toThrow(
      /did not start, see .*postgres\.log[\s\S]*no_such_setting/,
    );
    writeFileSync(settings, '');
    running = await sut.start(never);
  });
});
