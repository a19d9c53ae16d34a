import type { Environment } from '../config/process-environment.js';
import type { Log } from '../console/terminal.js';
import { withChildLog } from '../logs/child-log.js';
import { announcedUrl, spawnNodeProcess } from '../process/node-process.js';
import { stopProcess } from '../process/stop-process.js';
import { whileRunning } from '../process/while-running.js';
import type { RunningUnit, Unit } from '../supervision/unit.js';
import { ServiceOutput } from './service-output.js';

const LISTEN_TIMEOUT_MS = 60_000;
// Longer than the services themselves let open streams go on.
const STOP_GRACE_MS = 35_000;

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
      spawnNodeProcess({ ...this.options, stdio: ['ignore', log, log, 'ipc'] }),
    );
    const { child, pid } = spawned;
    const exited = spawned.exited.then((reason) => {
      this.output.stop();
      return reason;
    });
    const stop = (force: AbortSignal) =>
      stopProcess(pid, { signal: 'SIGTERM', graceMs: STOP_GRACE_MS, lastResort: 'SIGKILL', force });
    try {
      this.announced = await whileRunning(exited, signal, (whileUp) =>
        announcedUrl(child, LISTEN_TIMEOUT_MS, whileUp),
      );
    } catch (error) {
      await stop(AbortSignal.abort());
      throw error;
    }
    return { pid, exited, stop };
  }
}
