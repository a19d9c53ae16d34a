import { changesOf } from '../body-bytes/body-changes.js';
import { WatchedStream } from '../client-dialect/watched-stream.js';
import { LOST_REASONING } from '../upstream-dialect/dropped-notes.js';
import type { NativeSurface } from '../upstream-dialect/upstream-dialect.js';
import { messagesAnswers } from './anthropic-messages.surface.js';
import { holdsForeignThinking } from './foreign-thinking.js';
import { patchMessagesCall } from './patch-messages-call.js';
import { MessagesEventReader } from './read-messages-events.js';
import { synthesizeMessagesStream } from './synthesize-messages-stream.js';

/** Anthropic's Messages for clients that speak them too. */
export const messagesNative: NativeSurface = {
  ...messagesAnswers,
  patch: changesOf(patchMessagesCall),
  notesOn: ({ body }, { actualModel }) => (holdsForeignThinking(body, actualModel) ? [LOST_REASONING] : []),
  streaming: {
    observe: () => new WatchedStream(new MessagesEventReader()),
    synthesize: synthesizeMessagesStream,
  },
};
