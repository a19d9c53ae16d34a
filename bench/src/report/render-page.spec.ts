import { describe, expect, it } from 'vitest';
import { renderResults, replaceResults } from './render-page.js';
import type { Results } from './results.js';
import { check } from './row.js';

const results: Results = {
  startedAt: '2026-01-02T03:04:05.000Z',
  isQuick: true,
  machine: {
    cpu: 'Example CPU',
    cores: 2,
    memoryBytes: 8 * 2 ** 30,
    os: 'Debian, kernel 6.1',
    node: 'v20.19.0',
    nginx: null,
    wrk: '4.1.0',
    load: 'wrk',
  },
  absences: { nginx: 'it is not installed' },
  scenarios: [
    {
      name: 'chat',
      title: 'Chats',
      rows: [
        {
          what: '1 KB',
          unit: 'requests/s',
          medians: { direct: 20_000, bare: 4_000, switchyard: 3_000 },
          checks: [check('× bare', 0.75, { atLeast: 1 }), check('× portkey', null, { atLeast: 12 })],
        },
      ],
      notes: ['Mind this.'],
    },
    { name: 'streams', title: 'Streams', rows: [], notes: [], failure: 'it broke\nin line 1' },
  ],
};

describe(renderResults.name, () => {
  const text = renderResults(results);

  it('tells the machine, the day and who was left out', () => {
    expect(text).toContain(
      'A quick run: few and short rounds. 2026-01-02, Example CPU, 2 cores, 8 GiB of memory',
    );
    expect(text).toContain('Node 20.19.0, no nginx, wrk 4.1.0.');
    expect(text).toContain('- nginx was left out: it is not installed');
  });

  it('has a line for each row, with the verdict on each of its checks', () => {
    expect(text).toContain(
      '| 1 KB, requests/s | 20,000 |  | 4,000 |  | 3,000 | 0.75 × bare<br>– × portkey | ≥ 1<br>≥ 12 | **missed**<br>not measured |',
    );
    expect(text).toContain('Mind this.');
    expect(text).toContain('Failed: it broke\n');
  });
});

describe(replaceResults.name, () => {
  it('leaves what stands around the marks alone', () => {
    const page = replaceResults('# Title\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nProse\n', results);
    expect(page.startsWith('# Title\n<!-- bench:begin -->\n\nA quick run')).toBe(true);
    expect(page.endsWith('<!-- bench:end -->\nProse\n')).toBe(true);
    expect(page).not.toContain('old');
    expect(replaceResults(page, results)).toBe(page);
  });

  it('needs both marks', () => {
    expect(() => replaceResults('# Title\n', results)).toThrow('bench:begin');
  });
});
