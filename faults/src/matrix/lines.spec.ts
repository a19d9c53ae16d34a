import { describe, expect, it } from 'vitest';
import { planCells } from './cells.js';
import { matrixClients } from './clients/matrix-clients.js';
import type { Judged } from './judge.js';
import { linesOf } from './lines.js';
import { renderPage } from './render-page.js';
import { renderTable } from './render-table.js';
import { scenarios } from './scenarios.js';
import { matrixUpstreams } from './upstreams.js';

describe('what is told of a run', () => {
  const axes = {
    clients: matrixClients,
    upstreams: matrixUpstreams.slice(0, 1),
    scenarios: scenarios.slice(0, 1),
  };
  const judged = planCells(axes).map(
    (cell): Judged => ({
      cell,
      received: { status: 200, headers: new Headers(), text: '', ending: 'end', endedAtMs: 0 },
      told: {
        kind: 'complete',
        reading: {
          outcome: 'complete',
          text: '',
          toolCalls: [],
          finishReason: '',
          usage: null,
          error: null,
        },
      },
      attempts: 1,
      upstreamEndedAfterMs: 3,
      row: {
        user_agent: cell.id,
        outcome: 'success',
        error_code: null,
        input_tokens: 25,
        cache_read_tokens: 16,
        cache_write_tokens: 0,
        output_tokens: 13,
        reasoning_tokens: 0,
      },
      reasons: [],
    }),
  );
  const [first, ...rest] = judged;
  const withOneRed = first ? [{ ...first, reasons: ['it was blue'] }, ...rest] : [];

  it('joins what came to the same', () => {
    expect(linesOf(judged)).toMatchObject([{ forms: ['stream', 'whole'], clients: 'all' }]);
    expect(linesOf(withOneRed)).toMatchObject([
      { forms: ['stream'], clients: ['openai-chat'], outcome: { isGreen: false } },
      { forms: ['stream'], clients: ['openai-responses', 'anthropic-messages', 'ollama-chat'] },
      { forms: ['whole'], clients: 'all' },
    ]);
  });

  it('says for a terminal what was seen, and why a cell is red', () => {
    const table = renderTable(withOneRed);
    expect(table).toMatch(/✓ {2}ok +whole +complete +1 +41 in, 13 out, as reported +within 3 ms +all/);
    expect(table).toContain('✗ ok, stream, openai-chat on openai-chat: it was blue');
  });

  it('makes a page that does not change with the time a run took', () => {
    const slower = withOneRed.map((each) => ({ ...each, upstreamEndedAfterMs: 99 }));
    expect(renderPage(slower)).toBe(renderPage(withOneRed));
    expect(renderPage(withOneRed)).toContain('8 requests, 7 as they should be, 1 not.');
    expect(renderPage(withOneRed)).toContain('- ok, a stream, openai-chat: it was blue');
  });
});
