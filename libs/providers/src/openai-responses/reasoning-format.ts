/** The name under which other dialects carry this one's sealed reasoning; OpenRouter's, since clients know it. */
export const REASONING_FORMAT = 'openai-responses-v1';
