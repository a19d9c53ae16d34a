import type { ChatRequest } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import type { ModelRules } from './claude-model-rules.js';

type Sampling = { readonly fields: JsonObject; readonly notes: readonly string[] };

/** Parameters of sampling, as far as the model takes them; the others are named in a note. */
export function encodeSampling(request: ChatRequest, rules: ModelRules, isThinking: boolean): Sampling {
  const given = Object.entries({
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK,
  }).filter(([, value]) => value !== null);
  if (given.length === 0) return { fields: {}, notes: [] };
  const names = given.map(([name]) => name).join(', ');
  if (rules.refusesBudgetAndSampling)
    return { fields: {}, notes: [`dropped, as the model has no such parameters: ${names}`] };
  if (isThinking)
    return { fields: {}, notes: [`dropped, as the model takes none while it thinks: ${names}`] };
  return clamped(withoutSecond(Object.fromEntries(given), rules));
}

function withoutSecond(fields: JsonObject, rules: ModelRules): Sampling {
  const { top_p: topP, ...rest } = fields;
  return rules.refusesTwoSamplingParameters && topP !== undefined && fields.temperature !== undefined
    ? { fields: rest, notes: ['top_p was dropped: the model takes it or temperature, but not both'] }
    : { fields, notes: [] };
}

/** From 0 to 1 (Anthropic API reference, "Messages"); other dialects go up to 2. */
function clamped({ fields, notes }: Sampling): Sampling {
  const temperature = fields.temperature;
  if (typeof temperature !== 'number' || (temperature >= 0 && temperature <= 1)) return { fields, notes };
  const nearest = temperature > 1 ? 1 : 0;
  return {
    fields: { ...fields, temperature: nearest },
    notes: [...notes, `temperature was set to ${nearest}: the endpoint takes 0 to 1`],
  };
}
