import type { ClientDialect } from '../client-dialect/client-dialect.js';
import { TranslatedStream } from '../client-dialect/translated-stream.js';
import { ChatEventReader, readChatResult } from '../openai-chat/read-chat-events.js';
import { toOpenAiCall } from '../openai-chat/to-openai-call.js';
import { EVENT_STREAM } from '../sse/sse-frame.js';
import { decodeMessagesRequest } from './decode-messages-request.js';
import { encodeAnthropicError } from './encode-anthropic-error.js';
import { encodeMessagesAnswer } from './encode-messages-answer.js';
import { encode, MessagesEventWriter } from './messages-event-writer.js';

/** Anthropic's Messages API, in front of endpoints that speak OpenAI's. */
export const anthropicMessagesDialect: ClientDialect = {
  streamContentType: EVENT_STREAM,
  decode: (body) => toOpenAiCall(decodeMessagesRequest(body)),
  translator: () => new TranslatedStream(new MessagesEventWriter()),
  encodeAnswer: ({ body }) => Buffer.from(JSON.stringify(encodeMessagesAnswer(readChatResult(body)))),
  synthesizeStream: ({ body }) => {
    const writer = new MessagesEventWriter();
    const events = new ChatEventReader().readAnswer(body).map((event) => writer.write(event));
    return Buffer.from(events.join('') + writer.end());
  },
  encodeError: encodeAnthropicError,
  encodeStreamError: (error, requestId) => {
    const { type, ...fields } = encodeAnthropicError(error, requestId);
    return Buffer.from(encode(type, fields));
  },
};
