import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type EgressPolicy, EgressRefusedError, isEgressAllowed } from './egress-policy.js';

/**
 * A connector that checks the address really connected to: after DNS, and again on every new connection, so that
 * neither a name that resolves to a private address nor one that changes its mind gets through.
 */
export function guardedConnector(policy: EgressPolicy, connectTimeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(policy) });
  return (options, callback) => {
    // Node does not call `lookup` for a literal address.
    const literal = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) && !isEgressAllowed(literal, policy)) {
      callback(new EgressRefusedError(`connections to ${literal} are not allowed`), null);
      return;
    }
    connect(options, callback);
  };
}

function guardedLookup(policy: EgressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '');
      const allowed = addresses.filter(({ address }) => isEgressAllowed(address, policy));
      const [first] = allowed;
      if (!first) {
        return callback(new EgressRefusedError(`${hostname} resolves to an address that is not allowed`), '');
      }
      if (options.all) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}
