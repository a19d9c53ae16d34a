/** Whose words the fields of OpenAI's surfaces are. */
export const OPENAI_VOCABULARY = 'openai';
