import { Controller, Get, Inject } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { DrainState } from './drain-state.js';
import { READINESS_CHECKS, type ReadinessCheck } from './readiness-check.js';

const CHECK_TIMEOUT_MS = 2_000;

/**
 * `live`: the process turns. `ready`: it can serve, which does not need every dependency. `/health`: the same with
 * every dependency named, for people; it fails only when `ready` does.
 */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly drain: DrainState,
    @Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[],
  ) {}

  @Get('live')
  @HealthCheck()
  live() {
    return this.health.check([]);
  }

  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check([
      this.draining,
      ...this.checks.filter(({ isVital }) => isVital).map(this.toIndicator),
    ]);
  }

  @Get()
  @HealthCheck()
  all() {
    return this.health.check([this.draining, ...this.checks.map(this.toIndicator)]);
  }

  private readonly draining = (): HealthIndicatorResult => {
    const session = this.indicators.check('accepting');
    return this.drain.isDraining ? session.down('the service is stopping') : session.up();
  };

  private readonly toIndicator =
    ({ name, isVital, check }: ReadinessCheck) =>
    async (): Promise<HealthIndicatorResult> => {
      const session = this.indicators.check(name);
      const result = await session.attempt(async () => check()).withTimeout(CHECK_TIMEOUT_MS);
      const { status, ...details } = result[name] ?? { status: 'down' };
      return status === 'down' && !isVital ? session.degraded(details) : result;
    };
}
