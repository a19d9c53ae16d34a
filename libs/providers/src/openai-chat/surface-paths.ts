import type { Surface } from '../surface.js';

/** Where OpenAI's surfaces are, below the base of its API (OpenAI API reference). */
const paths: Readonly<Partial<Record<Surface, string>>> = {
  'openai-chat': 'chat/completions',
  'openai-completions': 'completions',
  'openai-embeddings': 'embeddings',
  'openai-responses': 'responses',
};

export function openAiPath(surface: Surface): string {
  const path = paths[surface];
  if (path === undefined) throw new Error(`${surface} is no surface of OpenAI's API`);
  return path;
}
