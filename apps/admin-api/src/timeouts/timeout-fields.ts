import type { TimeoutColumns } from '@switchyard/persistence';
import type { TimeoutsDto } from './timeouts.dto.js';

/** What a request says about timeouts, and nothing of what it leaves out. */
export function readTimeouts(dto: TimeoutsDto): Partial<TimeoutColumns> {
  return {
    ...(dto.connect_timeout_ms !== undefined && { connectTimeoutMs: dto.connect_timeout_ms }),
    ...(dto.first_event_timeout_ms !== undefined && { firstEventTimeoutMs: dto.first_event_timeout_ms }),
    ...(dto.idle_timeout_ms !== undefined && { idleTimeoutMs: dto.idle_timeout_ms }),
    ...(dto.total_timeout_ms !== undefined && { totalTimeoutMs: dto.total_timeout_ms }),
  };
}

/** Timeouts as the admin API shows them. */
export const toTimeoutsView = (columns: TimeoutColumns) => ({
  connect_timeout_ms: columns.connectTimeoutMs,
  first_event_timeout_ms: columns.firstEventTimeoutMs,
  idle_timeout_ms: columns.idleTimeoutMs,
  total_timeout_ms: columns.totalTimeoutMs,
});
