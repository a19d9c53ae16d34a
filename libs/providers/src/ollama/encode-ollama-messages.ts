import {
  type AssistantPart,
  type ChatMessage,
  GatewayError,
  type ImagePart,
  type TextPart,
  type ToolResultPart,
  textOfParts,
  toolCallsOf,
} from '@switchyard/domain';
import { toImageSource } from '../data-url.js';
import { type JsonObject, toToolInput } from '../json.js';

const MAX_QUOTED_LENGTH = 100;

/**
 * A conversation as Ollama's messages: one string of text each, images beside it, tool calls with objects as arguments,
 * and results that name their tool (Ollama API reference, "Generate a chat message").
 *
 * @throws {GatewayError} `invalid_request` for an image that is given by its address: Ollama fetches nothing
 */
export function encodeOllamaMessages(messages: readonly ChatMessage[]): JsonObject[] {
  const toolNameByCallId = new Map<string, string>();
  return messages.flatMap((message, index) =>
    encodeMessage(message, `messages[${index}].content`, toolNameByCallId),
  );
}

function encodeMessage(
  message: ChatMessage,
  path: string,
  toolNameByCallId: Map<string, string>,
): JsonObject[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.content.map(({ text }) => text).join('\n\n') }];
    case 'user':
      return [{ role: 'user', content: textOf(message.content), ...imagesOf(message.content, path) }];
    case 'assistant':
      for (const { id, name } of toolCallsOf(message.content)) toolNameByCallId.set(id, name);
      return [encodeAssistant(message.content)];
    case 'tool':
      return message.content.map((result) => encodeToolResult(result, toolNameByCallId, path));
  }
}

/** Unsigned thinking goes back as it came. Signed thinking is another provider's, which alone can read its seal. */
function encodeAssistant(parts: readonly AssistantPart[]): JsonObject {
  const thinking = parts.flatMap((part) =>
    part.type === 'reasoning' && part.signature === null ? [part.text] : [],
  );
  const calls = toolCallsOf(parts).map(({ id, name, argumentsText }) => ({
    id,
    function: { name, arguments: toToolInput(argumentsText) },
  }));
  return {
    role: 'assistant',
    content: textOfParts(parts, 'text', 'refusal'),
    ...(thinking.length > 0 && { thinking: thinking.join('') }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function encodeToolResult(
  { callId, content, isError }: ToolResultPart,
  toolNameByCallId: ReadonlyMap<string, string>,
  path: string,
): JsonObject {
  const text = textOf(content);
  const name = toolNameByCallId.get(callId);
  return {
    role: 'tool',
    content: isError ? `Error: ${text}` : text,
    ...imagesOf(content, path),
    ...(name !== undefined && { tool_name: name }),
    tool_call_id: callId,
  };
}

type Parts = readonly (TextPart | ImagePart)[];

const textOf = (parts: Parts): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');

function imagesOf(parts: Parts, path: string): { images?: string[] } {
  const images = parts.flatMap((part) => (part.type === 'image' ? [toBase64(part, path)] : []));
  return images.length > 0 ? { images } : {};
}

function toBase64({ source }: ImagePart, path: string): string {
  const known = source.kind === 'url' ? toImageSource(source.url) : source;
  if (known.kind === 'base64') return known.data;
  const quoted = known.url.slice(0, MAX_QUOTED_LENGTH);
  throw new GatewayError(
    'invalid_request',
    `The endpoint of this model takes images only as base64 data, not by their address ("${quoted}").`,
    { param: path },
  );
}
