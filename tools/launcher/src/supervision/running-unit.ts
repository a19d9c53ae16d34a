import type { LiveProcess } from '../process/live-process.js';
import { type StopPlan, stopProcess } from '../process/stop-process.js';
import type { RunningUnit } from './unit.js';

/** A unit that is one process, which is stopped by `plan`. */
export function runningUnit(process: LiveProcess, plan: StopPlan): RunningUnit {
  return { pid: process.pid, exited: process.exited, stop: (force) => stopProcess(process, plan, force) };
}
