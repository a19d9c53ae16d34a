import { parseArgs } from 'node:util';
import { runGate } from './gate/run-gate.js';
import { fullPlan, quickPlan } from './plan.js';
import { reportBench } from './report-bench.js';
import { scenarios } from './scenarios/scenario-table.js';
import { writeText } from './write-text.js';

const USAGE = `npm run bench                          measures everything, in about half an hour
npm run bench -- --quick               measures everything in under 3 minutes, with few and short rounds
npm run bench -- --only chat streams   measures the scenarios that have any of these words in their names
npm run bench -- --write               measures everything and writes the results into docs/performance.md
npm run bench -- --gate                fails when a request has become dearer than bench/baseline.json says
npm run bench -- --gate --write        writes bench/baseline.json

Scenarios: ${scenarios.map(({ name }) => name).join(', ')}
`;

const INTERRUPTED = 130;

async function main(): Promise<number> {
  const { values: options, positionals: words } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interruption.abort());
  try {
    if (options.help || options.only !== words.length > 0) {
      writeText(USAGE);
      return options.help ? 0 : 1;
    }
    if (options.gate) return await runGate(options.write, interruption.signal);
    return await reportBench({
      plan: options.quick ? quickPlan : fullPlan,
      words,
      isWriting: options.write,
      signal: interruption.signal,
    });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    writeText('Stopped\n');
    return INTERRUPTED;
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    writeText(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
