import { LineSplitter } from '../ndjson/line-splitter.js';
import type { UpstreamDialect } from '../upstream-dialect/upstream-dialect.js';
import { ollamaChatNative, ollamaChatSurface, ollamaGenerateNative } from './ollama-chat.surface.js';
import { ollamaEmbeddingSurface, ollamaEmbeddingsNative, ollamaEmbedNative } from './ollama-embed.surface.js';

/** Endpoints that speak Ollama's own API. */
export const ollamaUpstreamDialect: UpstreamDialect = {
  streamType: 'application/x-ndjson',
  newSplitter: () => new LineSplitter(),
  natives: {
    'ollama-chat': ollamaChatNative,
    'ollama-generate': ollamaGenerateNative,
    'ollama-embed': ollamaEmbedNative,
    'ollama-embeddings': ollamaEmbeddingsNative,
  },
  chat: ollamaChatSurface,
  embeddings: ollamaEmbeddingSurface,
};
