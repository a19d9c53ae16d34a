import type { VirtualModelConfig } from '@switchyard/domain';

/** A virtual model without rules of its own. */
export const aVirtualModel = (parts: Partial<VirtualModelConfig> = {}): VirtualModelConfig => ({
  id: 1,
  name: 'fast',
  endpointId: 1,
  actualModel: 'real-model',
  enabled: true,
  createdAtSeconds: 0,
  price: {
    inputPerMillion: null,
    outputPerMillion: null,
    cachedInputPerMillion: null,
    cachedOutputPerMillion: null,
  },
  defaults: { maxTokens: null, temperature: null, topP: null },
  systemPrompt: null,
  customHeaders: {},
  disableStreaming: false,
  forceNonStreaming: false,
  ...parts,
});
