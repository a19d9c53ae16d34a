export { checkAnthropicStream } from './anthropic-stream.js';
export { checkOllamaChatStream, checkOllamaGenerateStream } from './ollama-stream.js';
export type { OpenAiStreamOptions } from './openai-rules.js';
export { checkOpenAiChatStream, checkOpenAiCompletionsStream } from './openai-stream.js';
export { checkResponsesStream } from './responses-stream.js';
export { StreamGrammarError } from './stream-judge.js';
export type { StreamSummary, ToolCallSummary } from './stream-summary.js';
