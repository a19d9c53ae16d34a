import { anthropicMessagesClient } from './anthropic-messages-client.js';
import type { MatrixClient } from './matrix-client.js';
import { ollamaChatClient } from './ollama-chat-client.js';
import { openAiChatClient } from './openai-chat-client.js';
import { openAiResponsesClient } from './openai-responses-client.js';

/** Every dialect the matrix can ask in. */
export const matrixClients: readonly MatrixClient[] = [
  openAiChatClient,
  openAiResponsesClient,
  anthropicMessagesClient,
  ollamaChatClient,
];
