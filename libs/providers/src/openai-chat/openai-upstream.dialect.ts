import type { ChatEvent } from '@switchyard/domain';
import { findAnswerError, isJsonObject, type JsonObject } from '../json.js';
import { openAiCompletionsNative } from '../openai-completions/openai-completions.native.js';
import {
  openAiEmbeddingSurface,
  openAiEmbeddingsNative,
} from '../openai-embeddings/openai-embeddings.surface.js';
import { SseSplitter } from '../sse/sse-splitter.js';
import type { ChatSurface, NativeSurface, UpstreamDialect } from '../upstream-dialect/upstream-dialect.js';
import { ChatStreamObserver } from './chat-stream-observer.js';
import { encodeChatRequest } from './encode-chat-request.js';
import { patchChatBody } from './patch-openai-body.js';
import { ChatEventReader } from './read-chat-events.js';
import { synthesizeChatStream } from './synthesize-chat-stream.js';

const wholeAnswers = {
  surface: 'openai-chat' as const,
  findError: findAnswerError,
  holdsAnswer: ({ choices }: JsonObject): boolean =>
    Array.isArray(choices) && choices.some((choice) => isJsonObject(choice) && isJsonObject(choice.message)),
  readAnswer: (body: JsonObject): ChatEvent[] => new ChatEventReader().readAnswer(body),
};

const openAiChatSurface: ChatSurface = {
  ...wholeAnswers,
  encode: encodeChatRequest,
  newReader: () => new ChatEventReader(),
};

const openAiChatNative: NativeSurface = {
  ...wholeAnswers,
  patch: patchChatBody,
  streaming: {
    observe: ({ wantsUsage }) => new ChatStreamObserver(wantsUsage),
    synthesize: (body, { wantsUsage }) => Buffer.concat(synthesizeChatStream(body, wantsUsage)),
  },
};

/** Endpoints that speak OpenAI's chat completions, text completions and embeddings. */
export const openAiUpstreamDialect: UpstreamDialect = {
  streamType: 'text/event-stream',
  newSplitter: () => new SseSplitter(),
  natives: {
    'openai-chat': openAiChatNative,
    'openai-completions': openAiCompletionsNative,
    'openai-embeddings': openAiEmbeddingsNative,
  },
  chat: openAiChatSurface,
  embeddings: openAiEmbeddingSurface,
};
