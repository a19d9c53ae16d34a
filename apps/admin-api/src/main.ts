import 'reflect-metadata';
import { runService } from '@switchyard/platform';
import { adminApiConfigSchema } from './admin-api.config.js';
import { AdminApiModule } from './admin-api.module.js';
import { serveDashboard } from './dashboard/serve-dashboard.js';
import { acceptEmptyBodies } from './http/accept-empty-bodies.js';
import { serveOpenApi } from './http/serve-open-api.js';

await runService({
  name: 'admin-api',
  schema: adminApiConfigSchema,
  port: (config) => config.ADMIN_PORT,
  module: (config) => AdminApiModule.forRoot(config),
  parsesBodies: false,
  configure: async (app, config) => {
    acceptEmptyBodies(app);
    serveOpenApi(app);
    await serveDashboard(app, config.DASHBOARD_DIR);
  },
});
