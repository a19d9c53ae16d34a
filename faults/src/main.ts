import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { FaultProvider } from './provider/fault-provider.js';
import { modelNames } from './provider/faults/fault-table.js';
import type { ProviderCall } from './provider/provider-call.js';
import { reportMatrix } from './report-matrix.js';
import { writeText } from './write-text.js';

const USAGE = `npm run faults                        runs the matrix
npm run faults -- cut-middle ollama   runs the cells that have all of these words in fault, client, upstream or form
npm run faults -- --write             runs the matrix and writes docs/fault-matrix.md
npm run faults -- --serve [--port n]  serves the provider alone, to be called by hand
`;

const INTERRUPTED = 130;

async function main(): Promise<number> {
  const { values: options, positionals: words } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      serve: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());
  try {
    if (options.help) writeText(USAGE);
    else if (options.serve) await serve(Number(options.port), interruption.signal);
    else return await reportMatrix(words, options.write, interruption.signal);
    return 0;
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    writeText('Stopped\n');
    return INTERRUPTED;
  }
}

async function serve(port: number, signal: AbortSignal): Promise<void> {
  const tell = (call: ProviderCall) => writeText(`${describeCall(call)}, ${provider.openCalls} open\n`);
  const provider = await FaultProvider.start(port, tell);
  writeText(
    `${modelNames.join('\n')}\n\nThese models are at ${provider.url}, in every dialect. Ctrl-C ends it.\n`,
  );
  await once(signal, 'abort');
  await provider.stop();
}

function describeCall({ path, body, startedAtMs, closedAtMs, isAborted }: ProviderCall): string {
  const model = readModelOf(body) ?? 'no model';
  const tookMs = Math.round((closedAtMs ?? startedAtMs) - startedAtMs);
  return `${path} ${model}: ${isAborted ? 'left by the caller' : 'ended'} after ${tookMs} ms`;
}

const readModelOf = (body: string): string | undefined => /"model"\s*:\s*"([^"]*)"/.exec(body)?.[1];

main().then(
  (code) => process.exit(code),
  (error) => {
    writeText(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
