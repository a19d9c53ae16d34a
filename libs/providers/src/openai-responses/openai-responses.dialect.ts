import type { ChatDialect } from '../client-dialect/client-dialect.js';
import { encodeOpenAiError } from '../openai-chat/encode-openai-error.js';
import { EVENT_STREAM, SSE_COMMENT } from '../sse/sse-frame.js';
import { decodeResponsesRequest } from './decode-responses-request.js';
import { encodeResponsesAnswer } from './encode-responses-answer.js';
import { ResponsesEventWriter } from './responses-event-writer.js';
import { encodeResponsesStreamError } from './stream-error-events.js';
import { responsesToChatRequest } from './to-chat-request.js';

/** OpenAI's Responses API in front of endpoints of every kind. Nothing is kept between two requests. */
export const openAiResponsesDialect: ChatDialect = {
  kind: 'chat',
  streamContentType: EVENT_STREAM,
  decode: decodeResponsesRequest,
  toChatRequest: responsesToChatRequest,
  newWriter: (call, startedAtMs) => new ResponsesEventWriter(call, startedAtMs),
  encodeResult: encodeResponsesAnswer,
  keepAlive: () => SSE_COMMENT,
  encodeError: encodeOpenAiError,
  encodeStreamError: encodeResponsesStreamError,
};
