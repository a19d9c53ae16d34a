import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Progress } from './progress.mjs';

const TAIL_LINES = 40;
const TAIL_CHARACTERS = 16_000;
const INTERRUPTED = 130;
const STOP_GRACE_MS = 3_000;

/** Runs one command of the preparation, showing that it goes on; throws with the end of its output if it fails. */
export async function runStep({ title, command, args, cwd, env }) {
  const progress = new Progress(title);
  // A group of its own, to be able to stop whatever it has started.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const onSignal = () => stopAndExit(child, progress);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, onSignal);
  try {
    const output = followOutput(child, progress);
    const reason = await ending(child);
    if (reason !== undefined) {
      const tail = output.text.trimEnd().split('\n').slice(-TAIL_LINES);
      throw new Error([`${title} failed: ${command} ${reason}`, '', ...tail].join('\n'));
    }
  } finally {
    progress.end();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, onSignal);
  }
}

function followOutput(child, progress) {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output.text = (output.text + text).slice(-TAIL_CHARACTERS);
      progress.update(text.split('\n').findLast((line) => line.trim() !== ''));
    });
  }
  return output;
}

function ending(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`),
    );
  });
}

async function stopAndExit(child, progress) {
  progress.end();
  killGroup(child.pid, 'SIGTERM');
  await Promise.race([ending(child), sleep(STOP_GRACE_MS)]);
  killGroup(child.pid, 'SIGKILL');
  process.exit(INTERRUPTED);
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
