import type { VirtualModelConfig } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { isJsonObject, type JsonObject } from '../json.js';

/** The client's own chat with the real model's name, the virtual model's system prompt and its defaults. */
export function patchOllamaChat(call: ClientCall, model: VirtualModelConfig, asStream: boolean): JsonObject {
  const body = patchShared(call, model, asStream);
  const { messages } = body;
  // Without messages it is no chat, but the wish that the model be loaded or unloaded.
  if (model.systemPrompt === null || !Array.isArray(messages) || messages.length === 0) return body;
  return { ...body, messages: [{ role: 'system', content: model.systemPrompt }, ...messages] };
}

/** The same for a generation, which has one text of a system. */
export function patchOllamaGenerate(
  call: ClientCall,
  model: VirtualModelConfig,
  asStream: boolean,
): JsonObject {
  const body = patchShared(call, model, asStream);
  if (model.systemPrompt === null) return body;
  return { ...body, system: body.system ? `${model.systemPrompt}\n\n${body.system}` : model.systemPrompt };
}

/** The two routes for embeddings say `input` and `prompt` for one thing; each endpoint gets the word of its route. */
export const patchOllamaEmbed = ({ body }: ClientCall, model: VirtualModelConfig): JsonObject => {
  const { prompt, ...rest } = body;
  return { ...rest, input: body.input ?? prompt, model: model.actualModel };
};

/** The older of the two, which takes one text. */
export const patchOllamaEmbeddings = ({ body }: ClientCall, model: VirtualModelConfig): JsonObject => {
  const { input, ...rest } = body;
  const text = Array.isArray(input) ? input[0] : input;
  return { ...rest, prompt: body.prompt ?? text, model: model.actualModel };
};

function patchShared({ body }: ClientCall, model: VirtualModelConfig, asStream: boolean): JsonObject {
  const given = isJsonObject(body.options) ? body.options : {};
  const options = { ...given };
  for (const [name, value] of Object.entries(defaultsOf(model))) options[name] ??= value;
  return {
    ...body,
    model: model.actualModel,
    ...(Object.keys(options).length > 0 && { options }),
    // Ollama streams unless it is told not to.
    stream: asStream,
  };
}

const defaultsOf = ({ defaults }: VirtualModelConfig): JsonObject => ({
  ...(defaults.maxTokens !== null && { num_predict: defaults.maxTokens }),
  ...(defaults.temperature !== null && { temperature: defaults.temperature }),
  ...(defaults.topP !== null && { top_p: defaults.topP }),
});
