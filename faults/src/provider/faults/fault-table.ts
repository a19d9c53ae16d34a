import { brokenFaults } from './broken-faults.js';
import type { Fault } from './fault.js';
import { harmlessFaults } from './harmless-faults.js';
import { statusFaults } from './status-faults.js';

/** Every fault there is. A new one is added to one of these lists and nowhere else. */
export const faults: readonly Fault[] = [...harmlessFaults, ...brokenFaults, ...statusFaults];

const byName = new Map(faults.map((fault) => [fault.name, fault]));

/** What a model name asks for. */
export type FaultWish = { readonly fault: Fault; readonly isToolCall: boolean };

/** @returns undefined for a name that is not `fault-<name>` or `fault-<name>-tool` */
export function readModelName(model: string): FaultWish | undefined {
  const [, name = '', tool] = /^fault-(.+?)(-tool)?$/.exec(model) ?? [];
  const fault = byName.get(name);
  return fault && { fault, isToolCall: tool !== undefined };
}

export const modelNameOf = (fault: string, isToolCall: boolean): string =>
  `fault-${fault}${isToolCall ? '-tool' : ''}`;

export const modelNames: readonly string[] = faults.flatMap(({ name }) => [
  modelNameOf(name, false),
  modelNameOf(name, true),
]);
