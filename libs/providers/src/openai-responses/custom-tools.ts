import type { ToolDefinition } from '@switchyard/domain';
import { isJsonObject, type JsonObject, tryParseJson } from '../json.js';

/**
 * A custom tool takes free text instead of JSON (OpenAI, "Function calling", "Custom tools"). No other dialect has such
 * a thing, so a model gets it as a function whose one argument is that text.
 */
const INPUT = 'input';

type CustomTool = {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly format?: JsonObject | null | undefined;
};

export const toFunctionTool = ({ name, description, format }: CustomTool): ToolDefinition => ({
  name,
  description: [description, grammarNote(format)].filter(Boolean).join('\n\n') || null,
  inputSchema: {
    type: 'object',
    properties: { [INPUT]: { type: 'string', description: 'The whole input of the tool, as plain text.' } },
    required: [INPUT],
    additionalProperties: false,
  },
  strict: null,
});

export const toArgumentsText = (input: string): string => JSON.stringify({ [INPUT]: input });

/** The reverse; arguments that are something else are the input as they stand, so that nothing is lost. */
export function toCustomInput(argumentsText: string): string {
  const value = tryParseJson(argumentsText);
  const input = isJsonObject(value) ? value[INPUT] : undefined;
  return typeof input === 'string' ? input : argumentsText;
}

/** The names of the custom tools that a request's body offers. */
export function customToolNames({ tools }: JsonObject): ReadonlySet<string> {
  const offered = Array.isArray(tools) ? tools.filter(isJsonObject) : [];
  return new Set(offered.flatMap(({ type, name }) => (type === 'custom' ? [String(name)] : [])));
}

/** A grammar binds the model only at OpenAI; elsewhere it can at least read it. */
function grammarNote(format: JsonObject | null | undefined): string | null {
  if (format?.type !== 'grammar') return null;
  return `The input must match this ${String(format.syntax ?? '')} grammar:\n${String(format.definition ?? '')}`;
}
