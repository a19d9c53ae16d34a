import { type ChannelName, type ChannelPayload, channels, type RedisKeys } from '@switchyard/domain';
import type { Logger } from 'pino';
import type { RedisConnections } from '../redis/redis-connections.js';

type Handler = (payload: unknown) => void;

/** Receives typed events. A message that does not fit its channel is refused and logged, never half-used. */
export class EventSubscriber {
  private readonly handlers = new Map<string, { name: ChannelName; handlers: Handler[] }>();

  constructor(
    private readonly redis: RedisConnections,
    private readonly keys: RedisKeys,
    private readonly logger: Logger,
  ) {
    redis.subscriber.on('message', (channel: string, text: string) => this.dispatch(channel, text));
  }

  /** Calls `handler` for every event. ioredis subscribes again by itself after each reconnection. */
  on<Name extends ChannelName>(name: Name, handler: (payload: ChannelPayload<Name>) => void): void {
    const channel = this.keys.channel(name);
    const known = this.handlers.get(channel);
    if (known) {
      known.handlers.push(handler as Handler);
      return;
    }
    this.handlers.set(channel, { name, handlers: [handler as Handler] });
    this.redis.subscriber.subscribe(channel).catch((error: Error) => {
      this.logger.warn({ channel, reason: error.message }, 'subscription failed');
    });
  }

  private dispatch(channel: string, text: string): void {
    const subscription = this.handlers.get(channel);
    if (!subscription) return;
    const payload = channels[subscription.name].safeParse(parseJson(text));
    if (!payload.success) {
      this.logger.warn({ channel, reason: payload.error.message }, 'event refused');
      return;
    }
    for (const handler of subscription.handlers) handler(payload.data);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
