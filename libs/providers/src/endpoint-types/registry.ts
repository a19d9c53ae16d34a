import { anthropicEndpointType } from './anthropic.endpoint-type.js';
import type { EndpointType } from './endpoint-type.js';
import { ollamaEndpointType } from './ollama.endpoint-type.js';
import { openaiEndpointType } from './openai.endpoint-type.js';
import { openaiResponsesEndpointType } from './openai-responses.endpoint-type.js';

/** Every kind of endpoint there is. A new one is added here and nowhere else. */
export const endpointTypes: readonly EndpointType[] = [
  openaiEndpointType,
  openaiResponsesEndpointType,
  anthropicEndpointType,
  ollamaEndpointType,
];

const byName = new Map(endpointTypes.map((endpointType) => [endpointType.type, endpointType]));

/** @returns undefined for a type of a newer release, read from a config this process is too old for */
export const findEndpointType = (type: string): EndpointType | undefined => byName.get(type);
