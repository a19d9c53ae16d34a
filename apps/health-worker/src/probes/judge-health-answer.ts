import type { ProbeResult } from '@switchyard/domain';
import { isJsonObject, tryParseJson } from '@switchyard/providers';

const downStatuses = new Set(['down', 'error', 'unhealthy']);

/**
 * What an answer of a health URL means. Not 2xx is unhealthy; a JSON object may say so too, by `healthy: false` or a
 * `status` of `down`, `error` or `unhealthy`. Any other 2xx is healthy, with or without a body.
 */
export function judgeHealthAnswer(status: number, body: string): ProbeResult {
  if (status < 200 || status > 299) return { healthy: false, error: `HTTP ${status}` };
  const said = tryParseJson(body);
  if (!isJsonObject(said)) return { healthy: true };
  if (said.healthy === false) return { healthy: false, error: 'it says healthy: false' };
  const reported = typeof said.status === 'string' ? said.status.toLowerCase() : '';
  return downStatuses.has(reported)
    ? { healthy: false, error: `it says status: ${reported}` }
    : { healthy: true };
}
