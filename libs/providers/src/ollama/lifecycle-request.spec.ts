import { describe, expect, it } from 'vitest';
import { type LifecycleOperation, LifecycleRequest } from './lifecycle-request.js';

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));

describe(LifecycleRequest.name, () => {
  it.each<[LifecycleOperation, object, string[]]>([
    ['pull', { model: 'a:latest', stream: false }, ['a']],
    ['pull', { name: 'a:7b' }, ['a:7b']],
    ['push', { model: 'me/a', name: 'old' }, ['me/a', 'old']],
    ['create', { model: 'new', from: 'base:latest', files: {} }, ['new', 'base']],
    ['copy', { source: 'a', destination: 'b' }, ['a']],
    ['delete', { model: 'a' }, ['a']],
    ['show', { name: 'a', verbose: true }, ['a']],
  ])('finds the models of %s %j', (operation, body, names) => {
    expect(LifecycleRequest.read(operation, bytes(body)).names).toEqual(names);
  });

  it('renames what has another name and keeps everything else', () => {
    const body = { model: 'new', from: 'base:latest', system: 'base', stream: false };
    const renamed = LifecycleRequest.read('create', bytes(body)).renamed(new Map([['base', 'llama3.2:3b']]));
    expect(JSON.parse(String(renamed))).toEqual({ ...body, from: 'llama3.2:3b' });
  });

  it('passes on the bytes it was given where nothing has another name', () => {
    const given = Buffer.from('{ "model" : "a" }');
    expect(LifecycleRequest.read('pull', given).renamed(new Map([['b', 'c']]))).toBe(given);
  });

  it.each<[LifecycleOperation, unknown, object]>([
    ['pull', {}, { code: 'invalid_request', param: 'model' }],
    ['pull', { model: '' }, { code: 'invalid_request', param: 'model' }],
    ['delete', { model: 7 }, { code: 'invalid_request', param: 'model' }],
    ['copy', { destination: 'b' }, { code: 'invalid_request', param: 'source' }],
    ['push', [], { code: 'invalid_request' }],
  ])('refuses %s %j', (operation, body, error) => {
    expect(() => LifecycleRequest.read(operation, bytes(body))).toThrow(expect.objectContaining(error));
  });

  it.each([undefined, Buffer.alloc(0), Buffer.from('{"model":')])('refuses what is not JSON', (body) => {
    expect(() => LifecycleRequest.read('pull', body)).toThrow(
      expect.objectContaining({ code: 'invalid_json' }),
    );
  });
});
