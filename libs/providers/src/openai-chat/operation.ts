/** What endpoints are asked for in OpenAI's dialect: under which path, and in which field the answer stands. */
export const operations = {
  chat: { path: 'chat/completions', answerField: 'choices' },
  completions: { path: 'completions', answerField: 'choices' },
  embeddings: { path: 'embeddings', answerField: 'data' },
} as const;

export type Operation = keyof typeof operations;
