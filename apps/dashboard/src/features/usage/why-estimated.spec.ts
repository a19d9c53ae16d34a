import { describe, expect, it } from 'vitest';
import { whyEstimated } from './why-estimated';

describe(whyEstimated.name, () => {
  it('says nothing where everything was reported', () => {
    expect(whyEstimated(0, 5)).toBeNull();
  });

  it('tells how much of a sum is affected', () => {
    expect(whyEstimated(3, 1200)).toContain('3 of 1,200 requests');
  });
});
