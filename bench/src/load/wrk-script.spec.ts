import { describe, expect, it } from 'vitest';
import { parseWrkOutput, wrkScript } from './wrk-script.js';

const result = { requests: 1200, errors: 0, durationMs: 2000.1, p50Ms: 1.5, p99Ms: 4.25 };

describe(parseWrkOutput.name, () => {
  it('finds the result among what wrk prints by itself', () => {
    const output = `Running 2s test @ http://127.0.0.1:1\n  1 threads\nRequests/sec: 600\n\n${JSON.stringify(result)}\n`;
    expect(parseWrkOutput(output)).toEqual(result);
  });

  it('shows the output when there is no result in it', () => {
    expect(() => parseWrkOutput('unable to connect')).toThrow('unable to connect');
  });
});

describe(wrkScript.name, () => {
  it('quotes what stands in headers and paths', () => {
    const target = { url: 'http://127.0.0.1:1/', body: '', headers: { 'x-odd': 'a "b" \\ c\n' } };
    const script = wrkScript(target, '/tmp/a "b"/body.json');
    expect(script).toContain('wrk.headers["x-odd"] = "a \\"b\\" \\\\ c\\n"');
    expect(script).toContain('io.open("/tmp/a \\"b\\"/body.json", "rb")');
  });
});
