import type { Switchyard, SwitchyardRun } from '@switchyard/testing';
import { startTestStores, type TestStores } from '@switchyard/testing/test-stores';
import type { Contestant, ContestantName } from './contestants/contestant.js';
import { direct } from './contestants/direct.js';
import { startBare } from './contestants/start-bare.js';
import { startNginxProxy } from './contestants/start-nginx-proxy.js';
import { startPortkey } from './contestants/start-portkey.js';
import { asContestant, startSwitchyard } from './contestants/start-switchyard.js';
import type { LoadTool } from './load/closed-loop.js';
import type { Tools } from './tools.js';
import { startUpstream, type Upstream } from './upstream/upstream.js';

export type LabOptions = {
  readonly tools: Tools;
  readonly pacedStreamMs: number;
  readonly signal: AbortSignal;
};

/** Everything a run needs, each part started when it is first asked for, and all ended together. */
export class Lab {
  /** Contestants that could not take part, and why. */
  readonly absences = new Map<ContestantName, string>();
  private readonly contestants = new Map<ContestantName, Promise<Contestant | undefined>>();
  private readonly installations = new Set<Switchyard>();
  private stores: Promise<TestStores> | undefined;

  private constructor(
    private readonly options: LabOptions,
    readonly upstream: Upstream,
  ) {}

  static async open(options: LabOptions): Promise<Lab> {
    const { tools, pacedStreamMs, signal } = options;
    return new Lab(options, await startUpstream({ nginx: tools.nginx?.path, pacedStreamMs, signal }));
  }

  get load(): LoadTool {
    return this.options.tools.load;
  }

  /** Those of them that could be started. */
  async take(...names: readonly ContestantName[]): Promise<Contestant[]> {
    const taken: Contestant[] = [];
    for (const name of names) {
      const contestant = await this.takeOne(name);
      if (contestant) taken.push(contestant);
    }
    return taken;
  }

  /** A new installation of its own, for what must not be mixed with the other measurements. */
  async install(run: SwitchyardRun = {}): Promise<Switchyard> {
    this.stores ??= startTestStores(this.options.signal);
    const switchyard = await startSwitchyard(await this.stores, this.upstream, run);
    this.installations.add(switchyard);
    return switchyard;
  }

  async remove(switchyard: Switchyard): Promise<void> {
    this.installations.delete(switchyard);
    await switchyard.stop();
  }

  async close(): Promise<void> {
    const contestants = await Promise.allSettled(this.contestants.values());
    await Promise.allSettled([
      ...contestants.map((started) => (started.status === 'fulfilled' ? started.value?.stop() : undefined)),
      ...[...this.installations].map((switchyard) => switchyard.stop()),
    ]);
    await this.upstream.stop();
    await (await this.stores?.catch(() => undefined))?.stop();
  }

  private takeOne(name: ContestantName): Promise<Contestant | undefined> {
    const taken = this.contestants.get(name) ?? this.start[name]();
    this.contestants.set(name, taken);
    return taken;
  }

  private readonly start: Readonly<Record<ContestantName, () => Promise<Contestant | undefined>>> = {
    direct: async () => direct(this.upstream),
    nginx: async () => {
      const { nginx } = this.options.tools;
      if (nginx) return startNginxProxy(nginx.path, this.upstream, this.options.signal);
      this.absences.set('nginx', 'it is not installed');
      return undefined;
    },
    bare: () => startBare(this.upstream, this.options.signal),
    portkey: () =>
      startPortkey(this.upstream, this.options.signal).catch((error: Error) => {
        this.options.signal.throwIfAborted();
        this.absences.set('portkey', `it could not be installed or started: ${error.message}`);
        return undefined;
      }),
    switchyard: async () => asContestant(await this.install()),
  };
}
