import { changesOf } from '../body-bytes/body-changes.js';
import { WatchedStream } from '../client-dialect/watched-stream.js';
import { findAnswerError, isJsonObject, type JsonObject } from '../json.js';
import type { ChatSurface, NativeSurface } from '../upstream-dialect/upstream-dialect.js';
import { encodeOllamaRequest } from './encode-ollama-request.js';
import { patchOllamaChat, patchOllamaGenerate } from './patch-ollama-body.js';
import { OllamaEventReader, readOllamaAnswer } from './read-ollama-events.js';
import { synthesizeOllamaStream } from './synthesize-ollama-stream.js';

const chatAnswers = {
  surface: 'ollama-chat' as const,
  findError: findAnswerError,
  holdsAnswer: ({ message, done }: JsonObject): boolean => isJsonObject(message) && done === true,
  readAnswer: readOllamaAnswer,
};

const streaming: NativeSurface['streaming'] = {
  observe: () => new WatchedStream(new OllamaEventReader()),
  synthesize: synthesizeOllamaStream,
};

/** `POST /api/chat`, for clients of other dialects. */
export const ollamaChatSurface: ChatSurface = {
  ...chatAnswers,
  encode: encodeOllamaRequest,
  newReader: () => new OllamaEventReader(),
};

export const ollamaChatNative: NativeSurface = {
  ...chatAnswers,
  patch: changesOf(patchOllamaChat),
  streaming,
};

/** `POST /api/generate`. An answer without text is one too: the model was loaded, or made an image. */
export const ollamaGenerateNative: NativeSurface = {
  surface: 'ollama-generate',
  findError: findAnswerError,
  holdsAnswer: ({ done }) => done === true,
  readAnswer: readOllamaAnswer,
  patch: changesOf(patchOllamaGenerate),
  streaming,
};
