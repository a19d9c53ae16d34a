import { WatchedStream } from '../client-dialect/watched-stream.js';
import type { NativeSurface } from '../upstream-dialect/upstream-dialect.js';
import { messagesAnswers } from './anthropic-messages.surface.js';
import { patchMessagesCall } from './patch-messages-call.js';
import { MessagesEventReader } from './read-messages-events.js';
import { synthesizeMessagesStream } from './synthesize-messages-stream.js';

/** Anthropic's Messages for clients that speak them too. */
export const messagesNative: NativeSurface = {
  ...messagesAnswers,
  patch: patchMessagesCall,
  streaming: {
    observe: () => new WatchedStream(new MessagesEventReader()),
    synthesize: synthesizeMessagesStream,
  },
};
