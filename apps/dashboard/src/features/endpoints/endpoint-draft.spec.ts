import { describe, expect, it } from 'vitest';
import {
  checkEndpointDraft,
  type EndpointDraft,
  readEndpointDraft,
  startEndpointDraft,
} from './endpoint-draft';

function aDraft(changes: Partial<EndpointDraft> = {}): EndpointDraft {
  return { ...startEndpointDraft(null), name: 'main', url: 'https://models.example/v1', ...changes };
}

describe(checkEndpointDraft.name, () => {
  it('accepts a complete draft', () => {
    expect(checkEndpointDraft(aDraft())).toEqual({});
  });

  it.each([
    ['name', { name: ' ' }],
    ['url', { url: '' }],
    ['url', { url: 'models.example' }],
    ['url', { url: 'https://' }],
    ['priority', { priority: '' }],
    ['priority', { priority: '1.5' }],
    ['health_check_url', { health_check_url: 'ftp://models.example' }],
  ])('complains about %s in %j', (field, changes) => {
    expect(Object.keys(checkEndpointDraft(aDraft(changes)))).toEqual([field]);
  });
});

describe(readEndpointDraft.name, () => {
  it('leaves the stored key alone when none was typed', () => {
    expect(readEndpointDraft(aDraft())).not.toHaveProperty('api_key');
  });

  it('sends a typed key', () => {
    expect(readEndpointDraft(aDraft({ api_key: ' sk-1 ' })).api_key).toBe('sk-1');
  });

  it('removes the key when asked to', () => {
    expect(readEndpointDraft(aDraft({ isKeyRemoved: true, api_key: 'sk-1' })).api_key).toBeNull();
  });
});
