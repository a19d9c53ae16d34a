/** The name under which other dialects carry this one's signed reasoning; OpenRouter's, since clients know it. */
export const REASONING_FORMAT = 'anthropic-claude-v1';
