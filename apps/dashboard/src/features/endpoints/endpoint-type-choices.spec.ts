import { describe, expect, it } from 'vitest';
import { endpointTypeChoices } from './endpoint-type-choices';

const types = [
  { type: 'one', label: 'The first', example_url: 'https://one.example' },
  { type: 'two', label: 'The second', example_url: 'https://two.example' },
];
const choices = [
  { value: 'one', label: 'The first' },
  { value: 'two', label: 'The second' },
];

describe(endpointTypeChoices.name, () => {
  it('offers every type by its label', () => {
    expect(endpointTypeChoices(types, 'two')).toEqual(choices);
  });

  it('keeps a type that the server does not list', () => {
    expect(endpointTypeChoices(types, 'three')).toEqual([{ value: 'three', label: 'three' }, ...choices]);
  });
});
