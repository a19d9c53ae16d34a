import { anthropicMessages } from '../provider/dialects/anthropic-messages.js';
import { ollamaChat } from '../provider/dialects/ollama-chat.js';
import { openAiChat } from '../provider/dialects/openai-chat.js';
import { openAiResponses } from '../provider/dialects/openai-responses.js';
import type { WireDialect } from '../provider/dialects/wire-dialect.js';

export type MatrixUpstream = {
  readonly dialect: WireDialect;
  /** `endpoint_type` in the admin API. */
  readonly endpointType: string;
  /** What an operator enters behind the provider's address. */
  readonly basePath: string;
};

/** Every dialect the matrix can be answered in. */
export const matrixUpstreams: readonly MatrixUpstream[] = [
  { dialect: openAiChat, endpointType: 'openai', basePath: '/v1' },
  { dialect: openAiResponses, endpointType: 'openai_responses', basePath: '/v1' },
  { dialect: anthropicMessages, endpointType: 'anthropic', basePath: '' },
  { dialect: ollamaChat, endpointType: 'ollama', basePath: '' },
];
