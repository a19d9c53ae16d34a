import { prepareWorkspace } from './prepare-workspace.mjs';

try {
  await prepareWorkspace();
} catch (error) {
  process.stdout.write(`${error.message}\n`);
  process.exit(1);
}
await import('../bench/dist/main.js');
