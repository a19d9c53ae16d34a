import './tune-v8.js';
import 'reflect-metadata';
import { runService } from '@switchyard/platform';
import { gatewayConfigSchema } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { DirectDoor } from './http/direct-door.js';
import { registerRoutes } from './http/register-routes.js';
import { frameworkErrors } from './http/send-framework-error.js';

const directDoor = new DirectDoor();

await runService({
  name: 'gateway',
  schema: gatewayConfigSchema,
  port: (config) => config.API_PORT,
  module: (config) => GatewayModule.forRoot(config),
  server: (config) => ({
    bodyLimit: config.MAX_BODY_BYTES,
    frameworkErrors: frameworkErrors(config),
    serverFactory: directDoor.serverFactory,
  }),
  parsesBodies: false,
  configure: (app, config, accessLog) => registerRoutes(app, config, accessLog, directDoor),
});
