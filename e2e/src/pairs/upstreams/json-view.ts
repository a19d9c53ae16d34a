import type { ToolChoice } from '../conversation.js';

/** Reading what a test only looks at: whatever is not there reads as empty. */
export type Json = Readonly<Record<string, unknown>>;

export const jsonOf = (value: unknown): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(jsonOf) : []);

export const parse = (text: unknown): unknown => JSON.parse(String(text));

/** @param name of the one tool that has to be called, if any */
export function choiceIn(word: unknown, name: unknown): ToolChoice | 'auto' {
  if (typeof name === 'string') return { tool: name };
  return word === 'required' || word === 'none' ? word : 'auto';
}

/** What a `data:` URL holds. */
export function imageOf(url: unknown): { mediaType: string; base64: string } {
  const [, mediaType = '', base64 = ''] = /^data:([^;]*);base64,(.*)$/.exec(String(url)) ?? [];
  return { mediaType, base64 };
}

/** The texts of a content that may be one string or a list of parts. */
export const textsOf = (content: unknown): string[] =>
  typeof content === 'string' ? [content] : listOf(content).map(({ text }) => String(text ?? ''));
