import { GatewayError, type VirtualModelConfig } from '@switchyard/domain';

/** Says of a request that is fine in its own dialect why it is refused all the same. */
export function explainRefusal(thrown: unknown, { name }: VirtualModelConfig): unknown {
  if (!(thrown instanceof GatewayError) || thrown.code !== 'invalid_request') return thrown;
  const message = `${thrown.message} The endpoint of model "${name}" speaks another API, so this request has to be translated.`;
  const { param, cause } = thrown;
  return new GatewayError(thrown.code, message, { ...(param !== null && { param }), cause });
}
