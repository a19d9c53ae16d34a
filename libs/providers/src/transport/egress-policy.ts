import ipaddr from 'ipaddr.js';

/**
 * Addresses that give out a machine's credentials or talk to its host, in clouds where they are not link-local:
 * AWS over IPv6, Alibaba, Azure's wire server, Oracle.
 */
const metadataAddresses = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192']);

const privateRanges = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

export type EgressPolicy = { readonly allowPrivate: boolean };

/** A connection that was not made because of where it led. */
export class EgressRefusedError extends Error {
  override readonly name = 'EgressRefusedError';
}

/**
 * Whether an address may be connected to. Link-local (where clouds keep their metadata service), multicast and
 * reserved ranges never; loopback and private networks when the policy says so. An IPv4 address inside an IPv6 one
 * is judged as the IPv4 address it is.
 */
export function isEgressAllowed(address: string, policy: EgressPolicy): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (metadataAddresses.has(parsed.toString())) return false;
  const range = parsed.range();
  if (range === 'unicast') return true;
  return policy.allowPrivate && privateRanges.has(range);
}
