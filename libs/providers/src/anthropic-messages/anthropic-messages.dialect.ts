import type { ChatDialect } from '../client-dialect/client-dialect.js';
import { EVENT_STREAM } from '../sse/sse-frame.js';
import { decodeMessagesCall, messagesToChatRequest } from './decode-messages-request.js';
import { encodeAnthropicError } from './encode-anthropic-error.js';
import { encodeMessagesAnswer } from './encode-messages-answer.js';
import { encode, MessagesEventWriter } from './messages-event-writer.js';

/** An event that stands for nothing but that the stream goes on (Anthropic API reference, "Ping events"). */
const PING: Buffer = Buffer.from(encode('ping', {}));

/** Anthropic's Messages API in front of endpoints of every kind. */
export const anthropicMessagesDialect: ChatDialect = {
  kind: 'chat',
  streamContentType: EVENT_STREAM,
  decode: decodeMessagesCall,
  toChatRequest: messagesToChatRequest,
  newWriter: ({ model }) => new MessagesEventWriter(model),
  encodeResult: (result, { model }) => encodeMessagesAnswer(result, model),
  keepAlive: () => PING,
  encodeError: encodeAnthropicError,
  encodeStreamError: (error, requestId) => {
    const { type, ...fields } = encodeAnthropicError(error, requestId);
    return Buffer.from(encode(type, fields));
  },
};
