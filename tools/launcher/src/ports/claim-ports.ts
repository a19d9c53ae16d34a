import { setTimeout as sleep } from 'node:timers/promises';
import { type PortName, portNames, type ServicePort } from '../config/launcher-config.js';
import { findFreePort, isPortFree } from './free-port.js';

const POLL_MS = 100;
const internalPorts: readonly PortName[] = ['healthWorker', 'usageWorker'];

export type ClaimOptions = {
  readonly host: string;
  readonly ports: Readonly<Record<PortName, ServicePort>>;
  /** How long a busy port may take to become free: services of a killed launcher are still closing. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
};

/** Settles every service's port before anything starts; one error names all busy ones and how to move them. */
export async function claimPorts(options: ClaimOptions): Promise<Record<PortName, number>> {
  const problems: string[] = [];
  const claimed: Partial<Record<PortName, number>> = {};
  for (const name of portNames) {
    const wanted = options.ports[name];
    const isTaken = Object.values(claimed).includes(wanted.port);
    const problem = isTaken ? 'is used by another service' : await portProblem(wanted, options);
    if (problem === undefined && wanted.port !== 0) claimed[name] = wanted.port;
    else if (wanted.port === 0 || mayMove(name, wanted)) claimed[name] = await findFreePort();
    else problems.push(`Port ${wanted.port} ${problem}: set ${wanted.variable} to another one`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return claimed as Record<PortName, number>;
}

function mayMove(name: PortName, { isExplicit }: ServicePort): boolean {
  return internalPorts.includes(name) && !isExplicit;
}

async function portProblem({ port }: ServicePort, options: ClaimOptions): Promise<string | undefined> {
  const deadline = performance.now() + options.patienceMs;
  try {
    while (!(await isPortFree(port, options.host))) {
      if (performance.now() >= deadline) return 'is in use by another program';
      await sleep(POLL_MS, undefined, { signal: options.signal });
    }
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES') return 'may not be opened by this user';
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new Error(`HOST=${options.host} is not an address of this machine`, { cause: error });
    }
    throw error;
  }
}
