import 'reflect-metadata';
import { runService } from '@switchyard/platform';
import { healthWorkerConfigSchema } from './health-worker.config.js';
import { HealthWorkerModule } from './health-worker.module.js';

await runService({
  name: 'health-worker',
  schema: healthWorkerConfigSchema,
  port: (config) => config.HEALTH_WORKER_PORT,
  module: (config) => HealthWorkerModule.forRoot(config),
  parsesBodies: false,
});
