import type { ChatRequest, VirtualModelConfig } from '@switchyard/domain';

/** The request as a virtual model wants it: under the real name, with its system prompt first and its defaults. */
export function applyModelRules(request: ChatRequest, model: VirtualModelConfig): ChatRequest {
  const { systemPrompt, defaults, actualModel } = model;
  const system = systemPrompt === null ? [] : [{ type: 'text' as const, text: systemPrompt }];
  return {
    ...request,
    model: actualModel,
    messages: [
      ...(system.length > 0 ? [{ role: 'system' as const, content: system }] : []),
      ...request.messages,
    ],
    maxOutputTokens: request.maxOutputTokens ?? defaults.maxTokens,
    temperature: request.temperature ?? defaults.temperature,
    topP: request.topP ?? defaults.topP,
  };
}
