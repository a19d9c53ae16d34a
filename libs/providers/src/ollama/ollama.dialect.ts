import type { ChatRequest, GatewayError } from '@switchyard/domain';
import type { ClientDialect } from '../client-dialect/client-dialect.js';
import { TranslatedStream } from '../client-dialect/translated-stream.js';
import { ChatEventReader, readChatResult } from '../openai-chat/read-chat-events.js';
import { toOpenAiCall } from '../openai-chat/to-openai-call.js';
import { decodeOllamaChat, decodeOllamaGenerate } from './decode-ollama-request.js';
import { OllamaEventWriter } from './ollama-event-writer.js';
import { encodeLine, type OllamaSurface, ollamaAnswer } from './ollama-lines.js';

/** Ollama's error: bare text. In a stream it is one more line, under the status that was sent. */
const encodeOllamaError = (error: GatewayError) => ({ error: error.message });

/** One of Ollama's two native surfaces, in front of endpoints that speak OpenAI's chat dialect. */
function ollamaDialect(
  surface: OllamaSurface,
  decode: (body: Buffer | undefined) => ChatRequest,
): ClientDialect {
  return {
    streamContentType: 'application/x-ndjson',
    decode: (body) => toOpenAiCall(decode(body)),
    translator: ({ model }, startedAtMs) =>
      new TranslatedStream(new OllamaEventWriter(surface, model, startedAtMs)),
    encodeAnswer: ({ body }, { model }, startedAtMs) => {
      const answer = ollamaAnswer(surface, model, readChatResult(body), performance.now() - startedAtMs);
      return Buffer.from(JSON.stringify(answer));
    },
    synthesizeStream: ({ body }, { model }, startedAtMs) => {
      const writer = new OllamaEventWriter(surface, model, startedAtMs);
      const lines = new ChatEventReader().readAnswer(body).map((event) => writer.write(event));
      return Buffer.from(lines.join('') + writer.end());
    },
    encodeError: encodeOllamaError,
    encodeStreamError: (error) => Buffer.from(encodeLine(encodeOllamaError(error))),
  };
}

export const ollamaChatDialect: ClientDialect = ollamaDialect('chat', decodeOllamaChat);
export const ollamaGenerateDialect: ClientDialect = ollamaDialect('generate', decodeOllamaGenerate);
