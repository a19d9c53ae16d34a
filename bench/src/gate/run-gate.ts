import { Lab } from '../lab.js';
import { autocannonTool } from '../load/autocannon.js';
import { cpuTimeMs } from '../measure/cpu-time.js';
import { writeText } from '../write-text.js';
import { type CpuRatios, readBaseline, writeBaseline } from './baseline.js';
import { type GateVerdict, judgeRatios } from './judge-ratios.js';
import { measureRatios } from './measure-ratios.js';

const PERCENT = 100;

/** Only what npm installs, so that it runs everywhere alike. */
const tools = { nginx: undefined, wrk: undefined, load: autocannonTool };

/**
 * Whether a request has become dearer than it was, in the CPU time of the gateway over that of the bare proxy.
 *
 * @returns the exit code: 1 when it has
 */
export async function runGate(isWriting: boolean, signal: AbortSignal): Promise<number> {
  if (cpuTimeMs([process.pid]) === null) {
    writeText('gate: passed unseen, because this system has no /proc to read CPU time from\n');
    return 0;
  }
  const ratios = await measure(signal);
  if (isWriting) writeBaseline(ratios);
  const verdicts = judgeRatios(ratios, readBaseline());
  for (const verdict of verdicts) writeText(`${describe(verdict)}\n`);
  const failed = verdicts.filter(({ isPassed }) => !isPassed).length;
  writeText(`gate: ${verdicts.length} loads, ${failed} too dear\n`);
  if (failed > 0) writeText('If that is worth it: npm run bench -- --gate --write\n');
  return failed === 0 ? 0 : 1;
}

async function measure(signal: AbortSignal): Promise<CpuRatios> {
  const lab = await Lab.open({ tools, pacedStreamMs: 0, signal });
  try {
    const [bare, switchyard] = await lab.take('bare', 'switchyard');
    if (bare === undefined || switchyard === undefined) throw new Error('the contestants did not start');
    return await measureRatios({ bare, switchyard }, signal);
  } finally {
    await lab.close();
  }
}

function describe({ name, ratio, baseline, growth, isPassed }: GateVerdict): string {
  const mark = isPassed ? '✓' : '✗';
  const times = `${mark} ${name}: ${ratio.toFixed(2)} × the CPU time of the bare proxy`;
  if (baseline === undefined) return `${times}; the baseline does not know it`;
  const percent = Math.round(growth * PERCENT);
  return `${times}, ${baseline.toFixed(2)} before: ${percent < 0 ? '' : '+'}${percent} %`;
}
