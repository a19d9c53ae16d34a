import { type Stoppable, startTogether } from '../supervision/start-together.js';
import { SupervisedUnit } from '../supervision/supervised-unit.js';
import { awaitReadiness } from './await-readiness.js';
import { type ServiceOptions, ServiceUnit } from './service-unit.js';

const READY_TIMEOUT_MS = 60_000;

/** Starts all services at once, keeps them running, and returns when each of them says that it is ready. */
export async function startServices(
  options: readonly ServiceOptions[],
  signal: AbortSignal,
): Promise<Stoppable> {
  const started = await startTogether(
    signal,
    options.map((each) => (whileWanted: AbortSignal) => startService(each, whileWanted)),
  );
  return {
    stop: async (force) => {
      await Promise.all(started.map((each) => each.stop(force)));
    },
  };
}

async function startService(options: ServiceOptions, signal: AbortSignal): Promise<Stoppable> {
  const service = new ServiceUnit(options);
  const unit = new SupervisedUnit(service, options.log);
  try {
    await unit.start(signal);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([`${service.name} ${reason}`, ...service.output.lastLines].join('\n'), { cause: error });
  }
  try {
    await awaitReadiness(service, READY_TIMEOUT_MS, signal);
  } catch (error) {
    await unit.stop();
    throw error;
  }
  return unit;
}
