import { describe, expect, it } from 'vitest';
import { parseModelList } from './discover-models.js';

describe(parseModelList, () => {
  it.each([
    [{ data: [{ id: 'b' }, { id: 'a' }, { id: 'b' }] }, ['a', 'b']],
    [{ models: [{ name: 'x:latest', model: 'x' }] }, ['x:latest']],
    [[{ model: 'm' }], ['m']],
    [{ data: [] }, []],
    [{ data: [{}, 7, null] }, []],
  ])('reads %j', (body, models) => {
    expect(parseModelList(body)).toEqual(models);
  });

  it.each([[undefined], ['text'], [{ error: {} }]])('finds no list in %j', (body) => {
    expect(parseModelList(body)).toBeNull();
  });
});
