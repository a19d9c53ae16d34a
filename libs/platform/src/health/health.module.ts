import { type DynamicModule, type InjectionToken, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DrainState } from './drain-state.js';
import { HealthController } from './health.controller.js';
import { READINESS_CHECKS, type ReadinessCheck } from './readiness-check.js';

@Module({})
export class HealthModule {
  /** @param checks made from injectables of the service: the ones `inject` names, in that order */
  static forRoot<Injected extends unknown[]>(options: {
    inject: InjectionToken[];
    checks: (...injected: Injected) => ReadinessCheck[];
  }): DynamicModule {
    return {
      module: HealthModule,
      global: true,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [
        DrainState,
        { provide: READINESS_CHECKS, useFactory: options.checks, inject: options.inject },
      ],
      exports: [DrainState],
    };
  }
}
