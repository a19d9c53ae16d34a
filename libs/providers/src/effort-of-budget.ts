import type { ReasoningEffort } from '@switchyard/domain';

/** From which share of the output a budget in tokens counts as which effort: halfway between OpenRouter's 20, 50, 80 %. */
const effortByShare: readonly [number, ReasoningEffort][] = [
  [0.65, 'high'],
  [0.35, 'medium'],
  [0, 'low'],
];

/** A budget for thinking in words, for models that take no budget. @param limit of the whole output, both in tokens */
export function effortOfBudget(budgetTokens: number, limit: number): ReasoningEffort {
  const share = budgetTokens / Math.max(limit, 1);
  return effortByShare.find(([least]) => share >= least)?.[1] ?? 'low';
}
