import 'reflect-metadata';
import { runService } from '@switchyard/platform';
import { gatewayConfigSchema } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { registerRoutes } from './http/register-routes.js';
import { frameworkErrors } from './http/send-framework-error.js';

await runService({
  name: 'gateway',
  schema: gatewayConfigSchema,
  port: (config) => config.API_PORT,
  module: (config) => GatewayModule.forRoot(config),
  server: (config) => ({ bodyLimit: config.MAX_BODY_BYTES, frameworkErrors: frameworkErrors(config) }),
  parsesBodies: false,
  configure: registerRoutes,
});
