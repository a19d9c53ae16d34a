import type { ChatDialect } from '../client-dialect/client-dialect.js';
import { EVENT_STREAM, encodeSseData, SSE_COMMENT } from '../sse/sse-frame.js';
import { ChatChunkWriter } from './chat-chunk-writer.js';
import { decodeChatRequest } from './decode-chat-request.js';
import { encodeChatCompletion } from './encode-chat-completion.js';
import { encodeOpenAiError } from './encode-openai-error.js';
import { toChatRequest } from './to-chat-request.js';

/** OpenAI's chat completions in front of endpoints of every kind. */
export const openAiChatDialect: ChatDialect = {
  kind: 'chat',
  streamContentType: EVENT_STREAM,
  decode: decodeChatRequest,
  toChatRequest,
  newWriter: ({ model, wantsUsage }) => new ChatChunkWriter(model, wantsUsage),
  encodeResult: (result, { model }) => encodeChatCompletion(result, model),
  keepAlive: () => SSE_COMMENT,
  encodeError: encodeOpenAiError,
  encodeStreamError: (error) => encodeSseData(encodeOpenAiError(error)),
};
