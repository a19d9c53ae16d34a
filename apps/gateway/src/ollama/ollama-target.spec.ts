import type { EndpointConfig, VirtualModelConfig } from '@switchyard/domain';
import type { ConfigView } from '@switchyard/platform';
import { describe, expect, it } from 'vitest';
import { findOllamaTarget, ollamaTargetOf, ollamaUrl, realNames } from './ollama-target.js';

const endpoint = (id: number, more: Partial<EndpointConfig> = {}): EndpointConfig => ({
  id,
  name: `endpoint ${id}`,
  type: 'ollama',
  url: `http://host${id}:11434`,
  sealedApiKey: null,
  priority: 0,
  enabled: true,
  healthCheckUrl: null,
  ...more,
});

const model = (name: string, endpointId: number, actualModel = `${name}-real`) =>
  ({ name, endpointId, actualModel, customHeaders: { 'x-for': name } }) as unknown as VirtualModelConfig;

const viewOf = (endpoints: EndpointConfig[], models: VirtualModelConfig[] = []): ConfigView => ({
  version: { epoch: 'e', revision: 1 },
  endpointById: new Map(endpoints.map((item) => [item.id, item])),
  modelByName: new Map(models.map((item) => [item.name, item])),
});

describe(findOllamaTarget, () => {
  const openai = endpoint(1, { type: 'openai', priority: 99 });
  const small = endpoint(2);
  const big = endpoint(3, { priority: 5 });
  const sameAsBig = endpoint(4, { priority: 5 });
  const off = endpoint(5, { priority: 50, enabled: false });
  const newer = endpoint(6, { type: 'of a newer release', priority: 70 });
  const view = viewOf(
    [openai, small, sameAsBig, big, off, newer],
    [model('elsewhere', 1), model('here', 2), model('gone', 77), model('asleep', 5)],
  );

  it.each([
    ['nothing', [], 3],
    ['a name nobody knows', ['llama3.2'], 3],
    ['a virtual model of an Ollama', ['here'], 2],
    ['a virtual model of another kind of endpoint', ['elsewhere'], 3],
    ['a virtual model whose endpoint is gone', ['gone'], 3],
    ['an unknown name first', ['new', 'here'], 2],
  ])('goes by %s', (_case, names, id) => {
    expect(findOllamaTarget(view, names).endpoint.id).toBe(id);
  });

  it('takes the headers of the virtual model along', () => {
    expect(findOllamaTarget(view, ['here']).customHeaders).toEqual({ 'x-for': 'here' });
    expect(findOllamaTarget(view, ['llama3.2']).customHeaders).toEqual({});
  });

  it('never turns from a disabled endpoint to another: that one has other models', () => {
    expect(() => findOllamaTarget(view, ['asleep'])).toThrow(
      expect.objectContaining({ code: 'endpoint_unavailable' }),
    );
  });

  it.each([[[]], [[openai]], [[off]], [[newer]]])('says so where no Ollama is set up', (endpoints) => {
    expect(() => findOllamaTarget(viewOf(endpoints), [])).toThrow(
      expect.objectContaining({ code: 'unsupported_operation', status: 501 }),
    );
  });
});

describe(ollamaTargetOf, () => {
  it('is the endpoint of the model, also while it is disabled', () => {
    const view = viewOf([endpoint(1, { enabled: false })]);
    expect(ollamaTargetOf(view, model('a', 1))?.endpoint.id).toBe(1);
  });

  it('is null for a model of another kind of endpoint', () => {
    const view = viewOf([endpoint(1, { type: 'openai' })]);
    expect(ollamaTargetOf(view, model('a', 1))).toBeNull();
    expect(ollamaTargetOf(view, model('a', 2))).toBeNull();
  });
});

describe(realNames, () => {
  it('knows the virtual models of the one endpoint', () => {
    const view = viewOf([endpoint(1), endpoint(2)], [model('a', 1, 'a:7b'), model('b', 2, 'b:7b')]);
    const target = findOllamaTarget(view, ['a']);
    expect([...realNames(view, target, ['a', 'b', 'c'])]).toEqual([['a', 'a:7b']]);
  });
});

describe(ollamaUrl, () => {
  it.each([
    ['http://host:11434', 'pull', 'http://host:11434/api/pull'],
    ['http://host/ollama/v1/', 'blobs/sha256:ab', 'http://host/ollama/api/blobs/sha256:ab'],
  ])('finds at %s the route %s', (url, path, expected) => {
    const target = findOllamaTarget(viewOf([endpoint(1, { url })]), []);
    expect(ollamaUrl(target, path)).toBe(expected);
  });
});
