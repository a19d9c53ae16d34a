import type { ChatRequest, ReasoningEffort, ReasoningWish } from '@switchyard/domain';
import { effortOfBudget } from '../effort-of-budget.js';
import { isJsonObject, type JsonObject } from '../json.js';
import type { ModelRules } from './claude-model-rules.js';

/** The limit is required here; this is what an answer gets where the client set none. */
const DEFAULT_ANSWER_TOKENS = 4_096;
/** Thinking counts towards the limit; this much more a model gets that measures its own thinking. */
const THINKING_ROOM_TOKENS = 28_672;
/** Anthropic API reference, "Messages": a budget must be at least this, and less than `max_tokens`. */
const MIN_BUDGET_TOKENS = 1_024;
/** Leaves room for an answer within the 32,000 tokens that every model with a budget can write. */
const MAX_DEFAULT_BUDGET_TOKENS = 32_000 - DEFAULT_ANSWER_TOKENS;
/** Of what a client allows, this much may be thinking where its budget is more than it allows at all. */
const FITTED_SHARE = 0.8;

/** How much of the limit thinking may take, where it is asked for in words and the model wants a number. */
const shareByEffort: Readonly<Record<ReasoningEffort, number>> = {
  none: 0,
  minimal: 0.1,
  low: 0.2,
  medium: 0.5,
  high: 0.8,
  xhigh: 0.95,
  max: 0.95,
};

type Plan = {
  readonly thinking: JsonObject | null;
  readonly effort: string | null;
  readonly notes: readonly string[];
};

export type EncodedThinking = Plan & {
  readonly maxTokens: number;
  /** Whether thinking was asked for; the API then refuses some other parameters. */
  readonly isOn: boolean;
};

/** What of the rest of a request decides whether the model can be asked to think. */
export type ThinkingObstacles = {
  readonly forcesTool: boolean;
  /** The assistant is in the middle of a turn, and what it thought at its beginning is not there. */
  readonly lacksThinking: boolean;
};

const NOTHING: Plan = { thinking: null, effort: null, notes: [] };

/** The wish for reasoning and the limit of the answer, in the forms the model takes. */
export function encodeThinking(
  request: ChatRequest,
  rules: ModelRules,
  obstacles: ThinkingObstacles,
): EncodedThinking {
  const { reasoning, maxOutputTokens } = request;
  const wanted = reasoning === null ? NOTHING : planFor(reasoning, maxOutputTokens, rules);
  const obstacle = obstacleTo(wanted.thinking, maxOutputTokens, rules, obstacles);
  const plan = obstacle === null ? wanted : { ...wanted, thinking: null, notes: [...wanted.notes, obstacle] };
  const isOn = isThinkingOn(plan.thinking);
  if (maxOutputTokens !== null) return { ...plan, isOn, maxTokens: maxOutputTokens };
  const maxTokens = defaultMaxTokens(plan.thinking, rules);
  return {
    ...plan,
    isOn,
    maxTokens,
    notes: [...plan.notes, `max_tokens was set to ${maxTokens}, as the endpoint needs a limit`],
  };
}

/** @param thinking the field of a request, of whatever kind */
export const isThinkingOn = (thinking: unknown): boolean =>
  isJsonObject(thinking) && (thinking.type === 'enabled' || thinking.type === 'adaptive');

function planFor(wish: ReasoningWish, limit: number | null, rules: ModelRules): Plan {
  switch (wish.kind) {
    case 'off':
      return planOff(rules);
    case 'effort':
      return wish.effort === 'none' ? planOff(rules) : planEffort(wish.effort, limit, rules);
    case 'budget':
      return planBudget(wish.budgetTokens, limit, rules);
    case 'adaptive':
      return rules.takesAdaptiveThinking
        ? { ...NOTHING, thinking: ADAPTIVE }
        : { ...NOTHING, thinking: enabled(budgetFor(shareByEffort.medium, limit)) };
  }
}

/** Newer models show nothing of their thinking unless they are asked to. */
const ADAPTIVE: JsonObject = { type: 'adaptive', display: 'summarized' };
const enabled = (budgetTokens: number): JsonObject => ({ type: 'enabled', budget_tokens: budgetTokens });

function planOff(rules: ModelRules): Plan {
  if (!rules.cannotStopThinking) return { ...NOTHING, thinking: { type: 'disabled' } };
  if (rules.hasBetweenTools) return { ...NOTHING, thinking: { type: 'between_tools' } };
  return {
    ...NOTHING,
    effort: 'low',
    notes: ['the model always thinks: it was asked for low effort instead'],
  };
}

function planEffort(effort: ReasoningEffort, limit: number | null, rules: ModelRules): Plan {
  const thinking = rules.takesAdaptiveThinking ? ADAPTIVE : enabled(budgetFor(shareByEffort[effort], limit));
  if (!rules.takesEffort) return { ...NOTHING, thinking };
  const level = levelFor(effort, rules);
  const notes = level === effort ? [] : [`reasoning effort ${effort} was changed to ${level}`];
  return { thinking, effort: level, notes };
}

function levelFor(effort: ReasoningEffort, rules: ModelRules): string {
  if (effort === 'minimal') return 'low';
  if (effort === 'xhigh' && !rules.takesXhighEffort) return 'high';
  return effort === 'max' && !rules.takesMaxEffort ? 'high' : effort;
}

function planBudget(budgetTokens: number, limit: number | null, rules: ModelRules): Plan {
  if (rules.refusesBudgetAndSampling) {
    const effort = effortOfBudget(budgetTokens, limit ?? DEFAULT_ANSWER_TOKENS + THINKING_ROOM_TOKENS);
    return {
      thinking: ADAPTIVE,
      effort,
      notes: [`the budget for thinking was turned into ${effort} effort: the model takes no budget`],
    };
  }
  const fitted =
    limit !== null && budgetTokens >= limit ? Math.floor(limit * FITTED_SHARE) : Math.floor(budgetTokens);
  const budget = Math.max(fitted, MIN_BUDGET_TOKENS);
  const notes = budget === budgetTokens ? [] : [`the budget for thinking was set to ${budget} tokens`];
  return { ...NOTHING, thinking: enabled(budget), notes };
}

function budgetFor(share: number, limit: number | null): number {
  const wanted =
    limit === null
      ? Math.min((DEFAULT_ANSWER_TOKENS * share) / (1 - share), MAX_DEFAULT_BUDGET_TOKENS)
      : Math.min(limit * share, limit - 1);
  return Math.max(Math.floor(wanted), MIN_BUDGET_TOKENS);
}

/** Why thinking has to be left out, in words for the client. What was asked of the answer goes before it. */
function obstacleTo(
  thinking: JsonObject | null,
  limit: number | null,
  rules: ModelRules,
  { forcesTool, lacksThinking }: ThinkingObstacles,
): string | null {
  if (!isThinkingOn(thinking)) return null;
  if (forcesTool && !rules.takesForcedToolsWhileThinking)
    return 'thinking was left out: the model does not think where a tool is forced';
  if (thinking?.type !== 'enabled') return null;
  if (limit !== null && limit <= MIN_BUDGET_TOKENS)
    return 'thinking was left out: max_tokens leaves no room for it';
  return lacksThinking ? 'thinking was left out: the last assistant message came without its own' : null;
}

function defaultMaxTokens(thinking: JsonObject | null, rules: ModelRules): number {
  if (typeof thinking?.budget_tokens === 'number') return thinking.budget_tokens + DEFAULT_ANSWER_TOKENS;
  const mayThink = thinking === null ? rules.thinksUnasked : isThinkingOn(thinking);
  return DEFAULT_ANSWER_TOKENS + (mayThink ? THINKING_ROOM_TOKENS : 0);
}
