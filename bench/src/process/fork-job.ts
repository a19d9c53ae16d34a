import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from './child-environment.js';
import { endChild } from './end-child.js';
import type { JobAnswer, JobMessage } from './job.js';

export type JobRun = {
  /** Kills the process. */
  readonly signal: AbortSignal;
  /** When it counts as hung. */
  readonly timeoutMs: number;
};

export type StartedJob<Result> = { readonly child: ChildProcess; readonly result: Result };

const SERVER_START_TIMEOUT_MS = 15_000;

/** Runs a job in a process of its own and ends the process. @param entry a module that calls `doJob` */
export async function runJob<Job, Result>(entry: URL, job: Job, run: JobRun): Promise<Result> {
  const { child, result } = await startJob<Job, Result>(entry, job, run);
  await endChild(child);
  return result;
}

/** Starts a process that goes on after its job's result, which is the port it listens on. */
export function startServer<Job>(entry: URL, job: Job, signal: AbortSignal): Promise<StartedJob<number>> {
  return startJob(entry, job, { signal, timeoutMs: SERVER_START_TIMEOUT_MS });
}

async function startJob<Job, Result>(entry: URL, job: Job, run: JobRun): Promise<StartedJob<Result>> {
  run.signal.throwIfAborted();
  const child = fork(fileURLToPath(entry), {
    env: childEnvironment(),
    execArgv: [],
    serialization: 'advanced',
  });
  try {
    const message: JobMessage<Job> = { job };
    child.send(message);
    return { child, result: await answerOf<Result>(child, run) };
  } catch (error) {
    await endChild(child);
    throw error;
  }
}

function answerOf<Result>(child: ChildProcess, { signal, timeoutMs }: JobRun): Promise<Result> {
  const giveUp = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  return new Promise((resolve, reject) => {
    const onGivenUp = () => reject(giveUp.reason);
    giveUp.addEventListener('abort', onGivenUp);
    child.once('exit', () => reject(new Error('a process of the bench ended early')));
    child.once('message', (answer: JobAnswer<Result>) => {
      giveUp.removeEventListener('abort', onGivenUp);
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.result);
    });
  });
}
