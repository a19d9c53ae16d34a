import { costOf, type UsageRecord } from '@switchyard/domain';
import type { RequestLogEntity } from '../entities/request-log.entity.js';
import type { ArrayElement } from './array-literal.js';

/** What of a record stands in which column of the ledger. Times stay the text that they are: Postgres reads it. */
export const ledgerColumns: Readonly<Record<keyof RequestLogEntity, (record: UsageRecord) => ArrayElement>> =
  {
    startedAt: (record) => record.startedAt,
    requestId: (record) => record.requestId,
    durationMs: (record) => record.durationMs,
    firstTokenMs: (record) => record.firstTokenMs,
    route: (record) => record.route,
    stream: (record) => record.stream,
    status: (record) => record.status,
    outcome: (record) => record.outcome,
    errorCode: (record) => record.errorCode,
    errorSummary: (record) => record.errorSummary,
    requestedModel: (record) => record.requestedModel,
    virtualModelId: (record) => record.virtualModelId,
    virtualModelName: (record) => record.virtualModelName,
    endpointId: (record) => record.endpointId,
    endpointName: (record) => record.endpointName,
    endpointType: (record) => record.endpointType,
    actualModel: (record) => record.actualModel,
    inputTokens: ({ usage }) => usage?.inputTokens ?? null,
    cacheReadTokens: ({ usage }) => usage?.cacheReadTokens ?? null,
    cacheWriteTokens: ({ usage }) => usage?.cacheWriteTokens ?? null,
    outputTokens: ({ usage }) => usage?.outputTokens ?? null,
    reasoningTokens: ({ usage }) => usage?.reasoningTokens ?? null,
    usageEstimated: ({ usageEstimated }) => usageEstimated ?? false,
    cost: ({ usage, price }) => (usage && price ? costOf(usage, price) : null),
    clientAddress: (record) => record.clientAddress,
    userAgent: (record) => record.userAgent,
    source: (record) => record.source,
  };
