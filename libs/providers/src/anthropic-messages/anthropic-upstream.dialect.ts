import { SseSplitter } from '../sse/sse-splitter.js';
import type { UpstreamDialect } from '../upstream-dialect/upstream-dialect.js';
import { messagesNative } from './anthropic-messages.native.js';
import { messagesChatSurface } from './anthropic-messages.surface.js';

/** Endpoints that speak Anthropic's Messages: Anthropic itself, and the many that offer the same. They embed nothing. */
export const anthropicUpstreamDialect: UpstreamDialect = {
  streamType: 'text/event-stream',
  newSplitter: () => new SseSplitter(),
  natives: { 'anthropic-messages': messagesNative },
  chat: messagesChatSurface,
  embeddings: null,
};
