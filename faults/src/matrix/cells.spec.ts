import { describe, expect, it } from 'vitest';
import { faults } from '../provider/faults/fault-table.js';
import { faultOf, modelOf, planCells, titleOf } from './cells.js';
import { matrixClients } from './clients/matrix-clients.js';
import { scenarios } from './scenarios.js';
import { matrixUpstreams } from './upstreams.js';

const cells = planCells({ clients: matrixClients, upstreams: matrixUpstreams, scenarios });

describe('the scenarios', () => {
  it.each(faults)('say what has to come of $name, in every form it has', ({ name, forms }) => {
    const own = scenarios.filter(({ fault }) => fault === name);
    for (const form of forms)
      expect(
        own.some(({ expected }) => expected[form]),
        form,
      ).toBe(true);
  });

  it('name only what the provider has', () => {
    for (const scenario of scenarios) {
      const { forms } = faultOf(scenario);
      for (const form of Object.keys(scenario.expected)) expect(forms).toContain(form);
    }
    expect(() => faultOf({ fault: 'x', isToolCall: false, leaving: null, expected: {} })).toThrow('"x"');
  });

  it('have a title each', () => {
    expect(new Set(scenarios.map(titleOf)).size).toBe(scenarios.length);
  });
});

describe(planCells.name, () => {
  it('combines every client with every upstream', () => {
    const pairs = cells.map(({ client, upstream }) => `${client.name} ${upstream.dialect.name}`);
    expect(new Set(pairs).size).toBe(matrixClients.length * matrixUpstreams.length);
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
  });

  it('leaves out what a dialect has no words for', () => {
    const upstreamsOf = (fault: string) => [
      ...new Set(
        cells.filter(({ scenario }) => scenario.fault === fault).map(({ upstream }) => upstream.dialect.name),
      ),
    ];
    expect(upstreamsOf('429-quota')).toEqual(['openai-chat', 'openai-responses', 'anthropic-messages']);
    expect(upstreamsOf('failed-finish')).toEqual(['openai-chat', 'openai-responses']);
    expect(upstreamsOf('ok')).toHaveLength(matrixUpstreams.length);
  });

  it('knows what would be said, and which model says it', () => {
    const cell = cells.find(({ scenario }) => scenario.fault === 'cut-middle' && scenario.isToolCall);
    expect(cell && modelOf(cell)).toBe('openai-chat.fault-cut-middle-tool');
    expect(cell?.answer.toolCall?.name).toBe('set_signal');
    const zero = cells.find(({ scenario }) => scenario.fault === 'zero-usage');
    expect(zero?.answer.usage).toEqual({ inputTokens: 0, cachedTokens: 0, outputTokens: 0 });
  });
});
