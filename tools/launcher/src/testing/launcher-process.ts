import { builtScript } from '../config/locations.js';
import type { Environment } from '../config/process-environment.js';
import { type DetachedChild, spawnDetached } from '../process/spawn-detached.js';
import type { ServiceTable } from '../services/service-table.js';

/** Runs a launcher in a process of its own, to be killed; resolves when it is ready. */
export async function spawnLauncher(environment: Environment, table: ServiceTable): Promise<DetachedChild> {
  const code = `
    import { Launcher } from ${JSON.stringify(builtScript('launcher.js'))};
    import { parseLauncherConfig } from ${JSON.stringify(builtScript('config/launcher-config.js'))};
    const config = parseLauncherConfig(${JSON.stringify(environment)}, '/');
    const launcher = new Launcher({ config, table: ${JSON.stringify(table)}, log: () => {} });
    process.stdout.write(await launcher.start(new AbortController().signal));
  `;
  const launcher = await spawnDetached(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    launcher.child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Switchyard is ready')) resolve();
    });
    launcher.child.once('exit', () => reject(new Error(`the launcher ended: ${output}`)));
  });
  return launcher;
}
