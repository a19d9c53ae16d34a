import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { JsonObject } from '../json.js';
import { type OllamaSurface, ollamaObject } from './ollama-lines.js';

const contentFields: Readonly<Record<OllamaSurface, string>> = { chat: 'messages', generate: 'prompt' };

/**
 * A request without content asks Ollama to load a model, or with `keep_alive: 0` to unload it (Ollama API reference,
 * "Load a model"). Where nothing is to be loaded it is done at once.
 */
export function answerLoadRequest(surface: OllamaSurface, { body, model }: ClientCall): JsonObject | null {
  const content = body[contentFields[surface]];
  const isEmpty = content == null || content === '' || (Array.isArray(content) && content.length === 0);
  if (!isEmpty) return null;
  const reason = body.keep_alive === 0 || body.keep_alive === '0' ? 'unload' : 'load';
  return { ...ollamaObject(surface, model, {}), done: true, done_reason: reason };
}
