import { formatCount } from '../../format/tokens';

/** Why a sum over requests is only about right; null when every request's usage was reported. */
export function whyEstimated(estimated: number, requests: number): string | null {
  if (estimated === 0) return null;
  const share = `${formatCount(estimated)} of ${formatCount(requests)} requests`;
  return `The endpoint did not report all tokens of ${share}. What it left out is estimated.`;
}
