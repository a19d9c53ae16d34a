import type { ChatMessage } from './chat-request.js';

const LONGEST_QUOTE = 300;

/** What the demo says to a conversation: that it is a demo, what it heard, and what to do for a real answer. */
export function demoAnswer(messages: readonly ChatMessage[]): string {
  const heard = lastUserText(messages);
  return [
    "This is Switchyard's built-in demo endpoint, not a language model.",
    heard === '' ? 'Your message had no text in it.' : `You said: "${quoted(heard)}"`,
    'To get real answers, open the dashboard, add an endpoint (or POST /api/admin/endpoints on the admin API)',
    'and point a virtual model at it. The demo can then be deleted, or turned off with SWITCHYARD_DEMO=false.',
  ].join(' ');
}

function lastUserText(messages: readonly ChatMessage[]): string {
  return messages.findLast(({ role }) => role === 'user')?.text.trim() ?? '';
}

function quoted(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_QUOTE ? text : `${characters.slice(0, LONGEST_QUOTE).join('')}…`;
}
