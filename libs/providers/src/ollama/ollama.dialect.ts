import type { GatewayError } from '@switchyard/domain';
import type { ChatDialect } from '../client-dialect/client-dialect.js';
import { answerLoadRequest } from './answer-load-request.js';
import {
  decodeOllamaChatCall,
  decodeOllamaGenerateCall,
  ollamaChatToChatRequest,
  ollamaGenerateToChatRequest,
} from './decode-ollama-request.js';
import { OllamaEventWriter } from './ollama-event-writer.js';
import { encodeLine, type OllamaSurface, ollamaAnswer, ollamaObject } from './ollama-lines.js';

/** Ollama's error: bare text. In a stream it is one more line, under the status that was sent. */
export const encodeOllamaError = (error: GatewayError) => ({ error: error.message });

/** What of the two native chat surfaces differs only by its name. */
const dialectOf = (surface: OllamaSurface): Omit<ChatDialect, 'decode' | 'toChatRequest'> => ({
  kind: 'chat',
  answerWithoutEndpoint: (call) => answerLoadRequest(surface, call),
  streamContentType: 'application/x-ndjson',
  newWriter: ({ model }, startedAtMs) => new OllamaEventWriter(surface, model, startedAtMs),
  encodeResult: (result, { model }, startedAtMs) =>
    ollamaAnswer(surface, model, result, performance.now() - startedAtMs),
  // Every line is an object to a client of this dialect, so the sign of life is one that says nothing.
  keepAlive: ({ model }) => Buffer.from(encodeLine(ollamaObject(surface, model, {}))),
  encodeError: encodeOllamaError,
  encodeStreamError: (error) => Buffer.from(encodeLine(encodeOllamaError(error))),
});

export const ollamaChatDialect: ChatDialect = {
  ...dialectOf('chat'),
  decode: decodeOllamaChatCall,
  toChatRequest: ollamaChatToChatRequest,
};

export const ollamaGenerateDialect: ChatDialect = {
  ...dialectOf('generate'),
  decode: decodeOllamaGenerateCall,
  toChatRequest: ollamaGenerateToChatRequest,
};
