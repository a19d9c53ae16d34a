import { describe, expect, it } from 'vitest';
import { never } from '../testing/signals.js';
import { adoptProcess } from './adopt-process.js';
import { spawnDetached } from './spawn-detached.js';
import { type StopPlan, stopProcess } from './stop-process.js';

const plan: StopPlan = { signal: 'SIGTERM', graceMs: 20_000, lastResort: 'SIGKILL' };
const spawnNode = (code: string) =>
  spawnDetached(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
const stubborn = `process.on('SIGTERM', () => {}); process.stdout.write('ready'); setInterval(() => {}, 1000)`;

describe(adoptProcess.name, () => {
  it('notices the end of a process it did not start', async () => {
    const child = await spawnNode('setInterval(() => {}, 1000)');
    const sut = adoptProcess(child.pid);
    expect(sut.isAlive()).toBe(true);
    await stopProcess(sut, plan, never);
    expect(await sut.exited).toBe('is gone');
    expect(sut.isAlive()).toBe(false);
  });

  it('takes a process that is gone already for gone', async () => {
    const child = await spawnNode('');
    await child.exited;
    expect(await adoptProcess(child.pid).exited).toBe('is gone');
  });
});

describe(stopProcess.name, () => {
  it('uses force once the grace is over', async () => {
    const child = await spawnNode(stubborn);
    await new Promise((resolve) => child.child.stdout?.once('data', resolve));
    await stopProcess(child, { ...plan, graceMs: 0 }, never);
    expect(await child.exited).toBe('was ended by SIGKILL');
  });

  it('uses force when told to, grace or not', async () => {
    const child = await spawnNode(stubborn);
    await new Promise((resolve) => child.child.stdout?.once('data', resolve));
    await stopProcess(child, plan, AbortSignal.abort());
    expect(await child.exited).toBe('was ended by SIGKILL');
  });

  it('leaves alone what has ended: its pid may be another process by now', async () => {
    const child = await spawnNode('');
    await child.exited;
    const other = await spawnNode('setInterval(() => {}, 1000)');
    await stopProcess({ ...child, pid: other.pid }, plan, never);
    expect(other.isAlive()).toBe(true);
    other.child.kill('SIGKILL');
    await other.exited;
  });
});
