import type OpenAI from 'openai';
import type { Conversation, Image, JsonSchema, Tool, ToolChoice, Turn } from '../conversation.js';

type Message = OpenAI.Chat.ChatCompletionMessageParam;
type Params = OpenAI.Chat.ChatCompletionCreateParams;

/** A conversation as the parameters of OpenAI's chat completions. */
export function toChatParams(conversation: Conversation): Omit<Params, 'model' | 'stream'> {
  const { system, turns, tools, toolChoice, schema, stop, thinks } = conversation;
  const { maxTokens, temperature } = conversation;
  return {
    messages: [
      ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
      ...turns.flatMap(toMessages),
    ],
    ...(tools && { tools: tools.map(toChatTool) }),
    ...(toolChoice && { tool_choice: toChatToolChoice(toolChoice) }),
    ...(schema && { response_format: toResponseFormat(schema) }),
    ...(stop && { stop: [...stop] }),
    ...(maxTokens !== undefined && { max_completion_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(thinks && { reasoning_effort: 'medium' }),
  };
}

export const toChatTool = ({ name, description, schema: parameters }: Tool) => ({
  type: 'function' as const,
  function: { name, description, parameters },
});

export const toResponseFormat = (schema: JsonSchema) => ({
  type: 'json_schema' as const,
  json_schema: { name: 'answer', schema, strict: true },
});

export const toChatContent = (text: string, image: Image | undefined) =>
  image
    ? [
        { type: 'text' as const, text },
        {
          type: 'image_url' as const,
          image_url: { url: `data:${image.mediaType};base64,${image.base64}` },
        },
      ]
    : text;

export const toChatToolChoice = (choice: ToolChoice): OpenAI.Chat.ChatCompletionToolChoiceOption =>
  typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.tool } };

function toMessages(turn: Turn): Message[] {
  switch (turn.by) {
    case 'user':
      return [{ role: 'user', content: toChatContent(turn.text, turn.image) }];
    case 'assistant':
      return [{ role: 'assistant', content: turn.text }];
    case 'answer':
      return [turn.answer.native as Message];
    case 'tools':
      return turn.results.map(({ call, text }) => ({ role: 'tool', tool_call_id: call.id, content: text }));
  }
}
