import { findAnswerError, type JsonObject } from '../json.js';
import type { ChatSurface } from '../upstream-dialect/upstream-dialect.js';
import { encodeMessagesRequest } from './encode-messages-request.js';
import { MessagesEventReader, readMessagesAnswer } from './read-messages-events.js';

/** Whole answers of `POST /v1/messages`, for whoever asked. */
export const messagesAnswers = {
  surface: 'anthropic-messages',
  findError: (body: JsonObject) =>
    findAnswerError(body) ?? (body.type === 'error' ? { message: 'no reason given' } : null),
  holdsAnswer: ({ content, stop_reason: reason }: JsonObject) =>
    Array.isArray(content) && typeof reason === 'string',
  readAnswer: readMessagesAnswer,
} as const satisfies Partial<ChatSurface>;

/** Anthropic's Messages for requests of other dialects. */
export const messagesChatSurface: ChatSurface = {
  ...messagesAnswers,
  encode: encodeMessagesRequest,
  newReader: () => new MessagesEventReader(),
};
