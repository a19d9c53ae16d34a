import { anthropicUpstream } from './anthropic.upstream.js';
import { ollamaUpstream } from './ollama.upstream.js';
import { openAiUpstream } from './openai.upstream.js';
import { openAiResponsesUpstream } from './openai-responses.upstream.js';
import type { UpstreamUnderTest } from './upstream-under-test.js';

/** Every kind of endpoint there is. */
export const upstreams: readonly UpstreamUnderTest[] = [
  openAiUpstream,
  openAiResponsesUpstream,
  anthropicUpstream,
  ollamaUpstream,
];
