import { changesOf } from '../body-bytes/body-changes.js';
import { WatchedStream } from '../client-dialect/watched-stream.js';
import type { JsonObject } from '../json.js';
import {
  openAiEmbeddingSurface,
  openAiEmbeddingsNative,
} from '../openai-embeddings/openai-embeddings.surface.js';
import { SseSplitter } from '../sse/sse-splitter.js';
import { LOST_REASONING } from '../upstream-dialect/dropped-notes.js';
import type { ChatSurface, NativeSurface, UpstreamDialect } from '../upstream-dialect/upstream-dialect.js';
import { encodeResponsesRequest } from './encode-responses-request.js';
import { losesReasoning, patchResponsesBody } from './patch-responses-body.js';
import { ResponsesEventReader, readResponsesAnswer } from './read-responses-events.js';
import { findResponsesError } from './responses-error.js';
import { synthesizeResponsesStream } from './synthesize-responses-stream.js';

const wholeAnswers = {
  surface: 'openai-responses' as const,
  findError: findResponsesError,
  // An answer that is still being made, or was given up, has another status.
  holdsAnswer: ({ output, status = 'completed' }: JsonObject): boolean =>
    Array.isArray(output) && (status === 'completed' || status === 'incomplete'),
  readAnswer: readResponsesAnswer,
};

export const responsesChatSurface: ChatSurface = {
  ...wholeAnswers,
  encode: encodeResponsesRequest,
  newReader: () => new ResponsesEventReader(),
};

export const responsesNative: NativeSurface = {
  ...wholeAnswers,
  patch: changesOf(patchResponsesBody),
  notesOn: ({ body }) => (losesReasoning(body) ? [LOST_REASONING] : []),
  streaming: {
    observe: () => new WatchedStream(new ResponsesEventReader()),
    synthesize: synthesizeResponsesStream,
  },
};

/** Endpoints that speak OpenAI's Responses API, and beside it its embeddings. */
export const openAiResponsesUpstreamDialect: UpstreamDialect = {
  streamType: 'text/event-stream',
  newSplitter: () => new SseSplitter(),
  natives: { 'openai-responses': responsesNative, 'openai-embeddings': openAiEmbeddingsNative },
  chat: responsesChatSurface,
  embeddings: openAiEmbeddingSurface,
};
