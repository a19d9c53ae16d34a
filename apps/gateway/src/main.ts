import 'reflect-metadata';
import { runService } from '@switchyard/platform';
import { gatewayConfigSchema } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { registerRoutes } from './http/register-routes.js';

await runService({
  name: 'gateway',
  schema: gatewayConfigSchema,
  port: (config) => config.API_PORT,
  module: (config) => GatewayModule.forRoot(config),
  server: (config) => ({ bodyLimit: config.MAX_BODY_BYTES }),
  parsesBodies: false,
  configure: registerRoutes,
});
