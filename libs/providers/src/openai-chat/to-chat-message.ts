import type { AssistantPart, ChatMessage, ImagePart, TextPart } from '@switchyard/domain';
import { toImageSource } from '../data-url.js';
import type { OpenAiMessage } from './chat-request.schema.js';
import { reasoningPartsOf } from './reasoning-details.js';

type MessageOf<Role extends OpenAiMessage['role']> = Extract<OpenAiMessage, { role: Role }>;
type Content = MessageOf<'user'>['content'];

/** A message of OpenAI's chat dialect in no dialect's words. */
export function toChatMessage(message: OpenAiMessage): ChatMessage {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', content: textParts(message.content) };
    case 'user':
      return { role: 'user', content: userParts(message.content) };
    case 'assistant':
      return { role: 'assistant', content: assistantParts(message) };
    case 'tool':
      return { role: 'tool', content: [toToolResult(message)] };
  }
}

const textParts = (content: MessageOf<'system'>['content']): TextPart[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content.map(toTextPart);

const toTextPart = ({
  text,
  cache_control: cacheControl,
}: {
  text: string;
  cache_control?: unknown;
}): TextPart => ({
  type: 'text',
  text,
  ...(cacheControl != null && { cacheControl }),
});

const userParts = (content: Content): (TextPart | ImagePart)[] =>
  typeof content === 'string'
    ? [{ type: 'text', text: content }]
    : content.map((part) => (part.type === 'text' ? toTextPart(part) : toImagePart(part)));

function toImagePart({
  image_url: image,
  cache_control: cacheControl,
}: Extract<Exclude<Content, string>[number], { type: 'image_url' }>): ImagePart {
  const source = toImageSource(typeof image === 'string' ? image : image.url);
  return { type: 'image', source, ...(cacheControl != null && { cacheControl }) };
}

function assistantParts(message: MessageOf<'assistant'>): AssistantPart[] {
  const { content, refusal, tool_calls: calls } = message;
  const said = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : (content ?? []);
  return [
    ...reasoningPartsOf(message),
    ...said
      .map(
        (part): AssistantPart =>
          part.type === 'text' ? toTextPart(part) : { type: 'refusal', text: part.refusal },
      )
      .filter((part) => !('text' in part) || part.text !== ''),
    ...(refusal ? [{ type: 'refusal' as const, text: refusal }] : []),
    ...(calls ?? []).map(({ id, function: { name, arguments: argumentsText } }) => ({
      type: 'tool-call' as const,
      id,
      name,
      argumentsText: argumentsText ?? '',
    })),
  ];
}

const toToolResult = ({ tool_call_id: callId, content, cache_control: cacheControl }: MessageOf<'tool'>) => ({
  type: 'tool-result' as const,
  callId,
  content: userParts(content),
  isError: false,
  ...(cacheControl != null && { cacheControl }),
});
