import type { ClosedLoopResult } from './closed-loop.js';
import type { Target } from './target.js';

/** wrk's script for a target whose body stands in a file. It prints its results as one line of JSON. */
export function wrkScript({ headers }: Target, bodyFile: string): string {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(
    ([name, value]) => `wrk.headers[${luaString(name)}] = ${luaString(value)}`,
  );
  return `wrk.method = "POST"
${lines.join('\n')}
local file = assert(io.open(${luaString(bodyFile)}, "rb"))
wrk.body = file:read("*a")
file:close()

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\\n{"requests":%d,"errors":%d,"durationMs":%.3f,"p50Ms":%.3f,"p99Ms":%.3f}\\n',
    summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    summary.duration / 1000,
    latency:percentile(50) / 1000,
    latency:percentile(99) / 1000
  ))
end
`;
}

/** Finds the line that the script printed. @throws with all of the output when there is none */
export function parseWrkOutput(output: string): ClosedLoopResult {
  const line = output.split('\n').findLast((text) => text.startsWith('{"requests":'));
  if (line === undefined) throw new Error(`wrk printed no result:\n${output}`);
  return JSON.parse(line) as ClosedLoopResult;
}

const luaString = (text: string): string =>
  `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
