import { chatBody } from './chat-body.js';

type ChatBody = {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly [field: string]: unknown;
};

/** The short conversation in Anthropic's dialect, as a stream. */
export function messagesBody(model: string): string {
  const { messages, temperature, max_tokens } = JSON.parse(chatBody({ model })) as ChatBody;
  const [system, ...conversation] = messages;
  return JSON.stringify({
    model,
    max_tokens,
    stream: true,
    system: system?.content,
    messages: conversation,
    temperature,
  });
}
