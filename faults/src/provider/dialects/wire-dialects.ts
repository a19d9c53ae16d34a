import { anthropicMessages } from './anthropic-messages.js';
import { ollamaChat } from './ollama-chat.js';
import { openAiChat } from './openai-chat.js';
import { openAiResponses } from './openai-responses.js';
import type { WireDialect } from './wire-dialect.js';

/** Every dialect the provider speaks. */
export const wireDialects: readonly WireDialect[] = [
  openAiChat,
  openAiResponses,
  anthropicMessages,
  ollamaChat,
];
