import type { ClientDialect } from '../client-dialect/client-dialect.js';
import { EVENT_STREAM, encodeSseData } from '../sse/sse-frame.js';
import { ChatStreamObserver } from './chat-stream-observer.js';
import { decodeChatRequest } from './decode-chat-request.js';
import { encodeOpenAiError } from './encode-openai-error.js';
import { synthesizeChatStream } from './synthesize-chat-stream.js';

/** OpenAI's chat completions on both sides: bytes pass through, only watched. */
export const openAiChatDialect: ClientDialect = {
  streamContentType: EVENT_STREAM,
  decode: (body) => ({ call: decodeChatRequest(body), notes: [] }),
  translator: (call) => new ChatStreamObserver(call.wantsUsage),
  encodeAnswer: ({ bytes }) => bytes,
  synthesizeStream: ({ body }, call) => Buffer.concat(synthesizeChatStream(body, call.wantsUsage)),
  encodeError: encodeOpenAiError,
  encodeStreamError: (error) => encodeSseData(encodeOpenAiError(error)),
};
