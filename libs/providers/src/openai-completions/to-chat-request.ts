import type { ChatRequest } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { extraFields } from '../extra-fields.js';
import { OPENAI_VOCABULARY } from '../openai-chat/vocabulary.js';
import { toInvalidRequest } from '../request-body.js';
import { completionToTranslateSchema } from './completion-request.schema.js';

/** A text completion as a chat: the prompt is one turn of the user. @throws {GatewayError} `invalid_request` */
export function completionToChatRequest({ body, model, wantsStream }: ClientCall): ChatRequest {
  const checked = completionToTranslateSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const request = checked.data;
  const prompt = typeof request.prompt === 'string' ? request.prompt : (request.prompt[0] ?? '');
  return {
    model,
    messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
    tools: [],
    toolChoice: null,
    parallelToolCalls: null,
    maxOutputTokens: request.max_tokens ?? null,
    temperature: request.temperature ?? null,
    topP: request.top_p ?? null,
    topK: null,
    stop: typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []),
    seed: request.seed ?? null,
    presencePenalty: request.presence_penalty ?? null,
    frequencyPenalty: request.frequency_penalty ?? null,
    responseFormat: null,
    reasoning: null,
    endUser: request.user ?? null,
    wantsStream,
    vocabulary: OPENAI_VOCABULARY,
    extras: extraFields(completionToTranslateSchema, body),
  };
}
