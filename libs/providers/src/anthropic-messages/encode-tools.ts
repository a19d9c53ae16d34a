import type { ChatRequest, ToolChoice, ToolDefinition } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import type { ModelRules } from './claude-model-rules.js';
import { cacheControlOf } from './encode-content-blocks.js';
import type { EncodedTurn } from './encode-conversation.js';
import { toStructuredOutputSchema } from './structured-output-schema.js';

export type EncodedTools = { readonly fields: JsonObject; readonly notes: readonly string[] };

/** Tools and the choice among them. A choice without tools is refused, so it goes with them. */
export function encodeTools(
  request: ChatRequest,
  rules: ModelRules,
  turns: readonly EncodedTurn[],
): EncodedTools {
  if (request.tools.length === 0) return { fields: toolsOfThePast(turns), notes: [] };
  const notes = new Set<string>();
  const tools = request.tools.map((tool) => encodeTool(tool, rules, notes));
  const choice = encodeToolChoice(request, rules, notes);
  return { fields: { tools, ...(choice && { tool_choice: choice }) }, notes: [...notes] };
}

export const isForced = (choice: ToolChoice | null): boolean =>
  choice?.kind === 'required' || choice?.kind === 'tool';

/**
 * A conversation with tool calls is refused where no tools are defined ("Requests which include `tool_use` or
 * `tool_result` blocks must define tools"), though the client may no longer offer any.
 */
function toolsOfThePast(turns: readonly EncodedTurn[]): JsonObject {
  const blocks = turns.flatMap(({ content }) => content).filter(({ type }) => type === 'tool_use');
  const names = [...new Set(blocks.map(({ name }) => name))];
  if (names.length === 0) return {};
  return {
    tools: names.map((name) => ({ name, input_schema: { type: 'object' } })),
    tool_choice: { type: 'none' },
  };
}

function encodeTool(tool: ToolDefinition, rules: ModelRules, notes: Set<string>): JsonObject {
  return {
    name: tool.name,
    ...(tool.description !== null && tool.description !== '' && { description: tool.description }),
    ...encodeSchema(tool, rules, notes),
    ...cacheControlOf(tool),
  };
}

function encodeSchema(
  { inputSchema, strict }: ToolDefinition,
  rules: ModelRules,
  notes: Set<string>,
): JsonObject {
  const schema = { type: 'object', ...(isJsonObject(inputSchema) && inputSchema) };
  if (strict !== true) return { input_schema: schema };
  if (!rules.takesStructuredOutputs) {
    notes.add('strict was dropped from the tools: the model has nothing like it');
    return { input_schema: schema };
  }
  const structured = toStructuredOutputSchema(schema);
  for (const note of structured.notes) notes.add(note);
  return { input_schema: structured.schema, strict: true };
}

/** Kinds of this dialect; `none` has nothing that could be parallel. */
function encodeToolChoice(
  { toolChoice, parallelToolCalls }: ChatRequest,
  rules: ModelRules,
  notes: Set<string>,
): JsonObject | null {
  const single = parallelToolCalls === false ? { disable_parallel_tool_use: true } : {};
  if (toolChoice?.kind === 'none') return { type: 'none' };
  if (isForced(toolChoice) && rules.refusesForcedTools) {
    notes.add('the tool choice was changed to auto: the model cannot be forced to call a tool');
    return { type: 'auto', ...single };
  }
  if (toolChoice?.kind === 'tool') return { type: 'tool', name: toolChoice.name, ...single };
  if (toolChoice?.kind === 'required') return { type: 'any', ...single };
  return toolChoice !== null || parallelToolCalls === false ? { type: 'auto', ...single } : null;
}
