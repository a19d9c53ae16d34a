/**
 * Since which version a family of models behaves so, as 100 * major + minor; NEVER where it does not. Families that are
 * not named have always done so: they are newer than this table. From Anthropic's pages "Troubleshooting thinking",
 * "Effort" and "Structured outputs" and the migration guides of its models, as of November 2026. A request that breaks
 * one of these rules is answered with 400.
 */
const NEVER = Number.POSITIVE_INFINITY;
const since = {
  /** `thinking: {type: 'adaptive'}`; before that, and beside it for a while, thinking has a budget. */
  takesAdaptiveThinking: { opus: 406, sonnet: 406, haiku: 505 },
  /** Neither a budget for thinking nor temperature, top_p and top_k. */
  refusesBudgetAndSampling: { opus: 407, sonnet: 500, haiku: 505 },
  thinksUnasked: { opus: 500, sonnet: 500, haiku: 505 },
  cannotStopThinking: { opus: 505, sonnet: 505, haiku: NEVER },
  /** `thinking: {type: 'between_tools'}` stands in for 'disabled'. */
  hasBetweenTools: { opus: NEVER, sonnet: 505, haiku: NEVER, fable: NEVER, mythos: NEVER },
  takesEffort: { opus: 405, sonnet: 406, haiku: 505 },
  takesMaxEffort: { opus: 406, sonnet: 406, haiku: 505 },
  takesXhighEffort: { opus: 407, sonnet: 500, haiku: 505 },
  /** A `tool_choice` that forces a call. */
  refusesForcedTools: { opus: 505, sonnet: 505, haiku: NEVER, fable: 501, mythos: 501 },
  takesForcedToolsWhileThinking: { opus: 408, sonnet: 500, haiku: 505 },
  /** temperature or top_p, but not both. */
  refusesTwoSamplingParameters: { opus: 401, sonnet: 405, haiku: 405 },
  takesStructuredOutputs: { opus: 405, sonnet: 405, haiku: 405 },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

type Rule = keyof typeof since;

/** What a model takes. For models of other makers, behind endpoints that speak this dialect too, every rule is false. */
export type ModelRules = Readonly<Record<Rule, boolean>>;

/** @param model as the endpoint knows it, also with a platform's prefix (`us.anthropic.claude-…`) or a date at its end */
export function modelRules(model: string): ModelRules {
  const named = parseName(model.toLowerCase());
  const holds = (versions: Readonly<Record<string, number>>): boolean =>
    named !== null && named.version >= (versions[named.family] ?? 0);
  return Object.fromEntries(
    Object.entries(since).map(([rule, versions]) => [rule, holds(versions)]),
  ) as ModelRules;
}

/** Whether it is one of Anthropic's own models, by its name. */
export const isClaude = (model: string): boolean => parseName(model.toLowerCase()) !== null;

const prefix = '(?:^|[./:@])claude-';
const familyFirst = new RegExp(`${prefix}([a-z]+)-(\\d{1,2})(?:[.-](\\d{1,2}))?(?![\\da-z])`);
/** Up to version 3.7. */
const versionFirst = new RegExp(`${prefix}(\\d)(?:[.-](\\d))?-([a-z]+)`);
const withoutVersion = new RegExp(`${prefix}([a-z]+)`);

/** A name without a version is taken for the newest of its family. Null for what is none of Anthropic's models. */
function parseName(model: string): { family: string; version: number } | null {
  const old = versionFirst.exec(model);
  if (old) return { family: old[3] ?? '', version: versionOf(old[1], old[2]) };
  const current = familyFirst.exec(model);
  if (current) return { family: current[1] ?? '', version: versionOf(current[2], current[3]) };
  const bare = withoutVersion.exec(model);
  return bare ? { family: bare[1] ?? '', version: Number.MAX_SAFE_INTEGER } : null;
}

const versionOf = (major = '0', minor = '0'): number => Number(major) * 100 + Number(minor);
