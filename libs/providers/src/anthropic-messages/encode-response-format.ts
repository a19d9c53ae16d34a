import type { ResponseFormat } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import type { ModelRules } from './claude-model-rules.js';
import { toStructuredOutputSchema } from './structured-output-schema.js';

export type EncodedResponseFormat = {
  /** For `output_config.format`. */
  readonly format: JsonObject | null;
  /** What the model is told instead, where it cannot be held to a format. */
  readonly instruction: string | null;
  readonly notes: readonly string[];
};

const ONLY_JSON = 'Answer with one JSON object and nothing else: no other text and no Markdown around it.';
const TOLD = 'the response format was asked for in the system prompt: the model cannot be held to it';

/** There is a format for answers by a schema ("Structured outputs"), but none for any JSON whatsoever. */
export function encodeResponseFormat(
  format: ResponseFormat | null,
  rules: ModelRules,
): EncodedResponseFormat {
  if (format === null) return { format: null, instruction: null, notes: [] };
  if (format.kind === 'json') return { format: null, instruction: ONLY_JSON, notes: [TOLD] };
  if (!rules.takesStructuredOutputs) {
    const instruction = `${ONLY_JSON} It must follow this JSON Schema: ${JSON.stringify(format.schema)}`;
    return { format: null, instruction, notes: [TOLD] };
  }
  const { schema, notes } = toStructuredOutputSchema(format.schema);
  return { format: { type: 'json_schema', schema }, instruction: null, notes };
}
