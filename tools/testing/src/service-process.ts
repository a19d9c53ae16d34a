import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type ServiceName = 'gateway' | 'admin-api' | 'health-worker' | 'usage-worker';

export type ServiceEnvironment = Readonly<Record<string, string>>;

const START_TIMEOUT_MS = 60_000;

const entryOf = (service: ServiceName, file: string): string =>
  fileURLToPath(new URL(`../../../apps/${service}/dist/${file}.js`, import.meta.url));

/** A real service in a process of its own, started as in production. */
export class ServiceProcess {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly service: ServiceName,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
  }

  /** Resolves with the service once it accepts requests. @throws with its output when it ends before */
  static async start(
    service: ServiceName,
    environment: ServiceEnvironment,
  ): Promise<{ process: ServiceProcess; url: string }> {
    const process = ServiceProcess.fork(service, 'main', environment);
    const url = await process.listening();
    return { process, url };
  }

  /** Runs a service's one-off program, or a start that is expected to fail, to its end. */
  static async run(
    service: ServiceName,
    file: string,
    environment: ServiceEnvironment,
  ): Promise<{ code: number | null; output: string }> {
    const process = ServiceProcess.fork(service, file, environment);
    const code = await process.ended();
    return { code, output: process.log };
  }

  private static fork(service: ServiceName, file: string, environment: ServiceEnvironment): ServiceProcess {
    const child = fork(entryOf(service, file), {
      // biome-ignore lint/style/noProcessEnv: a child needs the PATH; nothing else of this process reaches it
      env: { PATH: process.env.PATH ?? '', ...environment },
      execArgv: [],
      silent: true,
    });
    return new ServiceProcess(child, service);
  }

  /** All it has printed. */
  get log(): string {
    return this.output;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The end that `kubectl delete pod` brings. @returns the exit code */
  async stop(): Promise<number | null> {
    if (this.isRunning) this.child.kill('SIGTERM');
    return this.ended();
  }

  /** Asks it to stop and does not wait. */
  askToStop(): void {
    this.child.kill('SIGTERM');
  }

  async kill(): Promise<void> {
    if (this.isRunning) this.child.kill('SIGKILL');
    await this.ended();
  }

  async ended(): Promise<number | null> {
    if (this.isRunning) await once(this.child, 'close');
    return this.child.exitCode;
  }

  private listening(): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${this.service} ${why}:\n${this.output.slice(-4000)}`));
      const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
      this.child.once('close', () => fail('ended at its start'));
      this.child.on('message', (message: { type?: string; url?: string }) => {
        if (message.type !== 'listening' || !message.url) return;
        clearTimeout(timer);
        resolve(message.url);
      });
    });
  }
}
