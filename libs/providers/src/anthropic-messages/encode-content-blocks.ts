import {
  type AssistantPart,
  type CacheMark,
  GatewayError,
  type ImagePart,
  type TextPart,
  type ToolCallPart,
  type ToolResultPart,
  type UserPart,
} from '@switchyard/domain';
import { toImageSource } from '../data-url.js';
import { isJsonObject, type JsonObject, toToolInput, tryParseJson } from '../json.js';
import { REASONING_FORMAT } from './reasoning-format.js';

/** Text that holds nothing but white space is refused ("text content blocks must contain non-whitespace text"). */
export const isBlank = (text: string): boolean => text.trim() === '';

export const encodeText = (part: TextPart): JsonObject[] =>
  isBlank(part.text) ? [] : [{ type: 'text', text: part.text, ...cacheControlOf(part) }];

export const encodeUserPart = (part: UserPart): JsonObject[] =>
  part.type === 'text' ? encodeText(part) : [encodeImage(part)];

const encodeImage = (part: ImagePart): JsonObject => ({
  type: 'image',
  source: encodeImageSource(part.source),
  ...cacheControlOf(part),
});

/** A `data:` URL has no place in this dialect, but what it holds has. */
function encodeImageSource(given: ImagePart['source']): JsonObject {
  const source = given.kind === 'url' ? toImageSource(given.url) : given;
  if (source.kind === 'base64') return base64Source(source.mediaType, source.data);
  if (!/^data:/i.test(source.url)) return { type: 'url', url: source.url };
  throw new GatewayError('invalid_request', 'An image in a data: URL must name its type and be in base64.', {
    param: 'messages',
  });
}

const base64Source = (mediaType: string, data: string): JsonObject => {
  const name = mediaType.toLowerCase();
  return { type: 'base64', media_type: name === 'image/jpg' ? 'image/jpeg' : name, data };
};

/** Reasoning is only taken back as Anthropic's own models signed it, byte for byte. */
export function encodeAssistantPart(part: Exclude<AssistantPart, ToolCallPart>): JsonObject[] {
  switch (part.type) {
    case 'text':
      return encodeText(part);
    case 'refusal':
      return isBlank(part.text) ? [] : [{ type: 'text', text: part.text }];
    case 'reasoning':
      return part.signature?.format === REASONING_FORMAT
        ? [{ type: 'thinking', thinking: part.text, signature: part.signature.value }]
        : [];
    case 'redacted-reasoning':
      return part.format === REASONING_FORMAT ? [{ type: 'redacted_thinking', data: part.data }] : [];
  }
}

/** Arguments have to be an object here. What a model wrote and is none stays readable for it as text. */
export const encodeArguments = (text: string): { input: JsonObject; isObject: boolean } => {
  const input = toToolInput(text);
  return { input, isObject: isBlank(text) || isJsonObject(tryParseJson(text)) };
};

/** @param results what was given for one call; more than one block for it would be refused */
export function encodeToolResult(toolUseId: string, results: readonly ToolResultPart[]): JsonObject {
  const content = results.flatMap((result) => result.content.flatMap(encodeUserPart));
  return {
    type: 'tool_result',
    tool_use_id: toolUseId,
    ...(content.length > 0 && { content }),
    ...(results.some(({ isError }) => isError) && { is_error: true }),
    ...Object.assign({}, ...results.map(cacheControlOf)),
  };
}

export const cacheControlOf = ({ cacheControl }: CacheMark): JsonObject =>
  cacheControl == null ? {} : { cache_control: cacheControl };
