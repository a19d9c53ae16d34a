import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../process/run-program.js';
import { type ClosedLoop, type ClosedLoopResult, LOAD_GRACE_MS, type LoadTool } from './closed-loop.js';
import { parseWrkOutput, wrkScript } from './wrk-script.js';

const MS_PER_SECOND = 1_000;

/** wrk, with one thread. @param program its path */
export const wrk = (program: string): LoadTool => ({
  name: 'wrk',
  run: (load, signal) => runWrk(program, load, signal),
});

async function runWrk(program: string, load: ClosedLoop, signal: AbortSignal): Promise<ClosedLoopResult> {
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-wrk-'));
  try {
    const [bodyFile, scriptFile] = [join(folder, 'body.json'), join(folder, 'load.lua')];
    await writeFile(bodyFile, load.target.body);
    await writeFile(scriptFile, wrkScript(load.target, bodyFile));
    const seconds = Math.max(1, Math.round(load.durationMs / MS_PER_SECOND));
    const args = ['-t1', `-c${load.connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', scriptFile];
    const timeoutMs = load.durationMs + LOAD_GRACE_MS;
    return parseWrkOutput(await runProgram(program, [...args, load.target.url], { signal, timeoutMs }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
