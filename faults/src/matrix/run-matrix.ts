import { Switchyard } from '@switchyard/testing';
import { FaultProvider } from '../provider/fault-provider.js';
import { modelNameOf } from '../provider/faults/fault-table.js';
import { QUOTED_KEY } from '../provider/faults/status-faults.js';
import { type Cell, modelOf } from './cells.js';
import { inParallel } from './in-parallel.js';
import { type Judged, judge } from './judge.js';
import { readLedger } from './ledger.js';
import { runCell } from './run-cell.js';

const CELLS_AT_ONCE = 16;
const MODELS_AT_ONCE = 4;

/** Short, so that a stall ends soon; longer than the provider's slow first token by several times. */
const TIMEOUTS = {
  UPSTREAM_FIRST_EVENT_TIMEOUT_MS: '2000',
  UPSTREAM_IDLE_TIMEOUT_MS: '2000',
  UPSTREAM_TOTAL_TIMEOUT_MS: '5000',
};

export type MatrixOptions = {
  readonly stores: { readonly databaseUrl: string; readonly redisUrl: string };
  /** Stops the run; what has been begun is still ended in order. */
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
};

export type MatrixResult = {
  /** In the order of the cells. */
  readonly judged: readonly Judged[];
  /** Upstream requests that were still open when every client had its answer. */
  readonly leftOpen: number;
};

/** Runs all cells through one real gateway against one provider. */
export async function runMatrix(cells: readonly Cell[], options: MatrixOptions): Promise<MatrixResult> {
  const provider = await FaultProvider.start();
  try {
    const switchyard = await Switchyard.prepare(options.stores, TIMEOUTS);
    try {
      await switchyard.start('admin-api', 'gateway', 'usage-worker');
      await addModels(switchyard, provider, cells, options.signal);
      const judged = await runCells(switchyard, provider, cells, options);
      return { judged, leftOpen: provider.openCalls };
    } finally {
      await switchyard.stop();
    }
  } finally {
    await provider.stop();
  }
}

async function runCells(
  switchyard: Switchyard,
  provider: FaultProvider,
  cells: readonly Cell[],
  { signal, progress }: MatrixOptions,
): Promise<Judged[]> {
  let done = 0;
  const runs = await inParallel(cells, CELLS_AT_ONCE, signal, async (cell) => {
    const run = await runCell(cell, switchyard.gatewayUrl, provider);
    progress(++done, cells.length);
    return run;
  });
  const ids = cells.map(({ id }) => id);
  const rowsById = await readLedger(switchyard, ids);
  return runs.map((run) => judge(run, rowsById.get(run.cell.id) ?? []));
}

/** An endpoint for each fault of each dialect: none may suffer for what another one did. */
async function addModels(
  switchyard: Switchyard,
  provider: FaultProvider,
  cells: readonly Cell[],
  signal: AbortSignal,
): Promise<void> {
  const cellByModel = new Map(cells.map((cell) => [modelOf(cell), cell]));
  await inParallel([...cellByModel], MODELS_AT_ONCE, signal, ([name, { upstream, scenario }]) =>
    switchyard.addModel(
      name,
      {
        url: `${provider.url}${upstream.basePath}`,
        endpoint_type: upstream.endpointType,
        api_key: QUOTED_KEY,
      },
      { actual_model: modelNameOf(scenario.fault, scenario.isToolCall) },
    ),
  );
}
