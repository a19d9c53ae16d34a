import type { Environment } from '@switchyard/platform';

/** An endpoint that the environment speaks for. `name` also remembers the offer, so that it is made only once. */
export type EndpointOffer = {
  readonly name: string;
  readonly type: string;
  readonly url: string;
  readonly apiKey: string | null;
};

type KnownProvider = {
  readonly name: string;
  /** What it speaks; OpenAI's chat completions unless said otherwise. */
  readonly type?: string;
  readonly url: string | ((environment: Environment) => string | null);
};

/** Where a provider key leads, by the first part of its variable `<PROVIDER>_API_KEY`. */
const knownProviders: Readonly<Record<string, KnownProvider>> = {
  OPENAI: { name: 'openai', url: 'https://api.openai.com/v1' },
  ANTHROPIC: { name: 'anthropic', type: 'anthropic', url: 'https://api.anthropic.com' },
  OPENROUTER: { name: 'openrouter', url: 'https://openrouter.ai/api/v1' },
  GROQ: { name: 'groq', url: 'https://api.groq.com/openai/v1' },
  MISTRAL: { name: 'mistral', url: 'https://api.mistral.ai/v1' },
  TOGETHER: { name: 'together', url: 'https://api.together.xyz/v1' },
  DEEPINFRA: { name: 'deepinfra', url: 'https://api.deepinfra.com/v1/openai' },
  GEMINI: { name: 'gemini', url: 'https://generativelanguage.googleapis.com/v1beta/openai' },
  CEREBRAS: { name: 'cerebras', url: 'https://api.cerebras.ai/v1' },
  DEEPSEEK: { name: 'deepseek', url: 'https://api.deepseek.com/v1' },
  FIREWORKS: { name: 'fireworks', url: 'https://api.fireworks.ai/inference/v1' },
  VENICE: { name: 'venice', url: 'https://api.venice.ai/api/v1' },
  XAI: { name: 'xai', url: 'https://api.x.ai/v1' },
  RUNPOD: {
    name: 'runpod',
    // A RunPod key says nothing about which of the account's endpoints is meant.
    url: ({ RUNPOD_ENDPOINT_ID: id }) =>
      id ? `https://api.runpod.ai/v2/${encodeURIComponent(id)}/openai/v1` : null,
  },
};

export const offeredProviderVariables = Object.keys(knownProviders).map((prefix) => `${prefix}_API_KEY`);

const keyVariable = /^([A-Z]+)_API_KEY(?:_(\d{1,3}))?$/;

/** An endpoint for each provider key in the environment; `OPENAI_API_KEY_2` becomes "openai-2". */
export function readProviderOffers(environment: Environment): EndpointOffer[] {
  return Object.keys(environment)
    .sort()
    .flatMap((variable) => {
      const [, prefix = '', number] = keyVariable.exec(variable) ?? [];
      const provider = Object.hasOwn(knownProviders, prefix) ? knownProviders[prefix] : undefined;
      const apiKey = environment[variable]?.trim();
      if (!provider || !apiKey) return [];
      const url = typeof provider.url === 'string' ? provider.url : provider.url(environment);
      const name = number ? `${provider.name}-${number}` : provider.name;
      return url === null ? [] : [{ name, type: provider.type ?? 'openai', url, apiKey }];
    });
}
