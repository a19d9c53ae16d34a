import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type ServiceName = 'gateway' | 'admin-api' | 'health-worker' | 'usage-worker';

export type ServiceEnvironment = Readonly<Record<string, string>>;

/** How a service is run, where that differs from a test's usual. */
export type ServiceRun = {
  /** The file that gets what it prints, which costs this process nothing. Otherwise it is kept in memory. */
  readonly logFile?: string | undefined;
  /** Arguments for Node itself. */
  readonly nodeArguments?: readonly string[] | undefined;
};

/** What docker/Dockerfile gives to Node. */
const productionArguments = ['--max-semi-space-size=8'];

const START_TIMEOUT_MS = 60_000;
const ANSWER_TIMEOUT_MS = 10_000;

const entryOf = (service: ServiceName, file: string): string =>
  fileURLToPath(new URL(`../../../apps/${service}/dist/${file}.js`, import.meta.url));

/** A real service in a process of its own, started as in production. */
export class ServiceProcess {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly service: ServiceName,
    private readonly logFile: string | undefined,
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
    run: ServiceRun = {},
  ): Promise<{ process: ServiceProcess; url: string }> {
    const process = ServiceProcess.fork(service, 'main', environment, run);
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

  private static fork(
    service: ServiceName,
    file: string,
    environment: ServiceEnvironment,
    { logFile, nodeArguments = [] }: ServiceRun = {},
  ): ServiceProcess {
    const logTarget = logFile === undefined ? 'pipe' : openSync(logFile, 'a');
    const child = fork(entryOf(service, file), {
      // biome-ignore lint/style/noProcessEnv: a child needs the PATH; nothing else of this process reaches it
      env: { PATH: process.env.PATH ?? '', ...environment },
      execArgv: [...productionArguments, ...nodeArguments],
      stdio: ['ignore', logTarget, logTarget, 'ipc'],
    });
    if (typeof logTarget === 'number') closeSync(logTarget);
    return new ServiceProcess(child, service, logFile);
  }

  /** All it has printed. */
  get log(): string {
    return this.logFile === undefined ? this.output : readFileSync(this.logFile, 'utf8');
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.service} could not be started`);
    return this.child.pid;
  }

  /** Sends a message that something in the process answers, and waits for the answer: a message of the same type. */
  async ask<Answer extends { type: string }>(question: { readonly type: string }): Promise<Answer> {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    this.child.send(question);
    for (;;) {
      const [message] = (await once(this.child, 'message', { signal })) as [Answer];
      if (message.type === question.type) return message;
    }
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
      const fail = (why: string) => reject(new Error(`${this.service} ${why}:\n${this.log.slice(-4000)}`));
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
