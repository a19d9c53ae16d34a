import type { Environment } from '../config/process-environment.js';
import type { Log } from '../console/terminal.js';
import { withChildLog } from '../logs/child-log.js';
import { announcedUrl, spawnNodeProcess } from '../process/node-process.js';
import { type StopPlan, stopProcess } from '../process/stop-process.js';
import { whileRunning } from '../process/while-running.js';
import { runningUnit } from '../supervision/running-unit.js';
import type { RunningUnit, Unit } from '../supervision/unit.js';
import { ServiceOutput } from './service-output.js';

const LISTEN_TIMEOUT_MS = 60_000;
// Longer than the services themselves let open streams go on.
const stopPlan: StopPlan = { signal: 'SIGTERM', graceMs: 35_000, lastResort: 'SIGKILL' };

/** As in docker/Dockerfile: objects of requests die young, so a larger nursery would only be more memory. */
const nodeOptions = ['--max-semi-space-size=8'];

export type ServiceOptions = {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Environment;
  readonly logFile: string;
  /** Where warnings and errors of the service are shown. */
  readonly log: Log;
};

/** A service as a process of its own. It serves from its `listening` message on. */
export class ServiceUnit implements Unit {
  readonly output: ServiceOutput;
  private announced: string | undefined;

  constructor(private readonly options: ServiceOptions) {
    this.output = new ServiceOutput(options);
  }

  get name(): string {
    return this.options.name;
  }

  /** Where the running service answers. */
  get url(): string {
    if (this.announced === undefined) throw new Error(`${this.name} does not listen yet`);
    return this.announced;
  }

  async start(signal: AbortSignal): Promise<RunningUnit> {
    this.output.start();
    const spawned = await withChildLog(this.options.logFile, (log) =>
      spawnNodeProcess({ ...this.options, nodeOptions, stdio: ['ignore', log, log, 'ipc'] }),
    );
    const exited = spawned.exited.then((reason) => {
      this.output.stop();
      return reason;
    });
    try {
      this.announced = await whileRunning(exited, signal, (whileUp) =>
        announcedUrl(spawned.child, LISTEN_TIMEOUT_MS, whileUp),
      );
    } catch (error) {
      await stopProcess(spawned, stopPlan, AbortSignal.abort());
      throw error;
    }
    return runningUnit({ ...spawned, exited }, stopPlan);
  }
}
