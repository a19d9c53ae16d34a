/**
 * Every key and channel in Redis, under one configurable prefix. Each family carries its own hash tag, so that a
 * script or a multi-key command stays in one slot of a Redis Cluster.
 */
export const redisKeys = (prefix: string) =>
  ({
    /** Hash: the config's head and one field for each part that it names. */
    config: `${prefix}:{config}`,
    /** Hash: endpoint id -> EndpointHealth. */
    endpointHealth: `${prefix}:{health}`,
    /** Set: segments of this outbox that are in the ledger and not yet acknowledged by their gateway. */
    confirmedSegments: (outbox: string) => `${prefix}:{usage}:confirmed:${outbox}`,
    /** String: the records of a segment, a JSON text a line, until they are in the ledger. */
    segmentLines: (outbox: string, segment: string) => `${prefix}:{usage}:lines:${outbox}:${segment}`,
    channel: (name: string) => `${prefix}:channel:${name}`,
    /** Prefix under which BullMQ keeps all queues. */
    queues: `${prefix}:{queues}`,
  }) as const;

export type RedisKeys = ReturnType<typeof redisKeys>;
