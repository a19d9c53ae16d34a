import { formatMoney } from '../../format/money';
import { formatCount } from '../../format/tokens';
import { Estimate } from '../../ui/estimate';
import { whyEstimated } from './why-estimated';

type Requests = { requests: number; estimated_requests: number };

/** Tokens of several requests, marked when a part of them was never reported. */
export function TokenSum({ of, count }: { of: Requests; count: number }) {
  return <Estimate why={whyEstimated(of.estimated_requests, of.requests)}>{formatCount(count)}</Estimate>;
}

/** What several requests cost, marked when it stands on tokens that were never reported. */
export function CostSum({ of }: { of: Requests & { cost: number | null } }) {
  const why = of.cost === null ? null : whyEstimated(of.estimated_requests, of.requests);
  return <Estimate why={why}>{formatMoney(of.cost)}</Estimate>;
}
