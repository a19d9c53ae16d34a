import { Inject, Injectable } from '@nestjs/common';
import type { ProbeResult } from '@switchyard/domain';
import { CONFIG } from '@switchyard/platform';
import { readBody, toUpstreamError, UpstreamClient } from '@switchyard/providers';
import type { HealthWorkerConfig } from '../health-worker.config.js';
import { judgeHealthAnswer } from './judge-health-answer.js';

const MAX_ANSWER_BYTES = 64 * 1024;

/** Asks a health URL once. Every way in which it can fail is an unhealthy result, never an exception. */
@Injectable()
export class EndpointProbe {
  private readonly client: UpstreamClient;
  private readonly timeoutMs: number;

  constructor(@Inject(CONFIG) config: HealthWorkerConfig) {
    this.timeoutMs = config.HEALTH_CHECK_TIMEOUT_MS;
    this.client = new UpstreamClient({ allowPrivate: config.ALLOW_PRIVATE_ENDPOINTS }, this.timeoutMs);
  }

  async run(url: string): Promise<ProbeResult> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const { status, body } = await this.client.send({ method: 'GET', url, headers: {}, signal });
      const text = (await readBody(body, MAX_ANSWER_BYTES)).toString('utf8');
      return judgeHealthAnswer(status, text);
    } catch (thrown) {
      if (signal.aborted) return { healthy: false, error: `no answer within ${this.timeoutMs} ms` };
      const error = toUpstreamError(thrown, signal);
      return { healthy: false, error: error instanceof Error ? error.message : String(error) };
    }
  }
}
