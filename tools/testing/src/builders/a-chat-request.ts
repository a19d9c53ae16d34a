import type { ChatRequest } from '@switchyard/domain';

/** A request that says no more than "Hi". */
export const aChatRequest = (parts: Partial<ChatRequest> = {}): ChatRequest => ({
  model: 'real-model',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  tools: [],
  toolChoice: null,
  parallelToolCalls: null,
  maxOutputTokens: null,
  temperature: null,
  topP: null,
  topK: null,
  stop: [],
  seed: null,
  presencePenalty: null,
  frequencyPenalty: null,
  responseFormat: null,
  reasoning: null,
  endUser: null,
  wantsStream: false,
  vocabulary: 'openai',
  extras: {},
  ...parts,
});
