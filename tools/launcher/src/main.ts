import { ConfigError, parseLauncherConfig } from './config/launcher-config.js';
import { repositoryRoot } from './config/locations.js';
import { processEnvironment } from './config/process-environment.js';
import { watchInterruption } from './console/interruption.js';
import { writeLine } from './console/terminal.js';
import { Launcher } from './launcher.js';
import { serviceTable } from './services/service-table.js';

const INTERRUPTED = 130;

async function main(): Promise<number> {
  const { stop, force, request } = watchInterruption();
  const config = parseLauncherConfig(processEnvironment, repositoryRoot);
  const launcher = new Launcher({ config, table: serviceTable, log: writeLine });
  let exitCode = 0;
  // Even after an error that nobody has caught, what was started has to be stopped.
  process.on('uncaughtException', (error) => {
    writeLine(String(error.stack));
    exitCode = 1;
    request();
  });
  try {
    writeLine(await launcher.start(stop));
    await untilAborted(stop);
    writeLine('Stopping (press Ctrl-C again to force)');
  } catch (error) {
    exitCode ||= stop.aborted ? INTERRUPTED : 1;
    writeLine(stop.aborted ? 'Stopping' : problemOf(error));
    if (launcher.untoldPassword) writeLine(`Admin password: ${launcher.untoldPassword}`);
  }
  await launcher.stop(force);
  return exitCode;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

function problemOf(error: unknown): string {
  if (error instanceof ConfigError)
    return [`${error.message}:`, ...error.problems.map((each) => `  - ${each}`)].join('\n');
  return error instanceof Error ? `Switchyard did not start: ${error.message}` : String(error);
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error) => {
    writeLine(problemOf(error));
    process.exit(1);
  },
);
