import { type ChatRequest, GatewayError, type ToolChoice, type ToolDefinition } from '@switchyard/domain';
import { toFunctionTool } from './custom-tools.js';
import type { ResponsesToTranslate } from './responses-request.schema.js';

/**
 * The tools that the client itself runs, and which of them the model may call. Tools that the provider runs are left out
 * while others remain.
 * @throws {GatewayError} `invalid_request` where the model would be left without what it was told to use
 */
export function toToolFields(request: ResponsesToTranslate): Pick<ChatRequest, 'tools' | 'toolChoice'> {
  const { tool_choice: choice } = request;
  const tools = (request.tools ?? []).flatMap((tool): ToolDefinition[] => {
    if (tool.type === 'custom') return [toFunctionTool(tool)];
    return tool.type === 'function' ? [toDefinition(tool)] : [];
  });
  if (tools.length === 0 && request.tools?.length) throw unusable('tools', hostedTypes(request));
  if (!choice || typeof choice === 'string') return { tools, toolChoice: choice ? { kind: choice } : null };
  if (choice.type !== 'allowed_tools') return { tools, toolChoice: toToolChoice(choice) };
  const allowed = tools.filter(({ name }) => choice.tools?.some((tool) => tool.name === name));
  if (allowed.length === 0)
    throw unusable(
      'tool_choice.tools',
      (choice.tools ?? []).map(({ type }) => type),
    );
  return { tools: allowed, toolChoice: { kind: choice.mode ?? 'auto' } };
}

/** The types of the tools that a provider would have to run. */
export const hostedTypes = ({ tools }: ResponsesToTranslate): string[] =>
  (tools ?? []).flatMap((tool) => (tool.type === 'hosted' ? [tool.hostedType] : []));

const toDefinition = (
  tool: Extract<NonNullable<ResponsesToTranslate['tools']>[number], { type: 'function' }>,
): ToolDefinition => ({
  name: tool.name,
  description: tool.description ?? null,
  inputSchema: tool.parameters ?? { type: 'object', properties: {} },
  strict: tool.strict ?? null,
});

function toToolChoice({ type, name }: { type: string; name?: string | null | undefined }): ToolChoice {
  if ((type === 'function' || type === 'custom') && name) return { kind: 'tool', name };
  throw unusable('tool_choice', [type]);
}

function unusable(param: string, types: readonly string[]): GatewayError {
  const named = types.length > 0 ? ` (it names ${types.join(', ')})` : '';
  const reason = `it must name a function or custom tool of yours${named}`;
  const message = `Invalid value for ${param}: ${reason}, since the endpoint of this model runs none of its own.`;
  return new GatewayError('invalid_request', message, { param });
}
