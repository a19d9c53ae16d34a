/**
 * One form of request and answer in an API. A client's surface that an endpoint speaks too needs no translation.
 * Several surfaces of one vendor make up a dialect.
 */
export type Surface =
  | 'openai-chat'
  | 'openai-completions'
  | 'openai-embeddings'
  | 'openai-responses'
  | 'anthropic-messages'
  | 'ollama-chat'
  | 'ollama-generate'
  | 'ollama-embed'
  | 'ollama-embeddings';
