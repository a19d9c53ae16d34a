import 'reflect-metadata';
import { runService } from '@switchyard/platform';
import { usageWorkerConfigSchema } from './usage-worker.config.js';
import { UsageWorkerModule } from './usage-worker.module.js';

await runService({
  name: 'usage-worker',
  schema: usageWorkerConfigSchema,
  port: (config) => config.USAGE_WORKER_PORT,
  module: (config) => UsageWorkerModule.forRoot(config),
  parsesBodies: false,
});
