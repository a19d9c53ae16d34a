import { GatewayError } from '@switchyard/domain';
import { isJsonObject, tryParseJson } from '../json.js';
import type { AnsweringEndpoint } from '../upstream-dialect/answering-endpoint.js';
import { classifyFailure } from '../upstream-dialect/classify-failure.js';
import type { AttemptCodec, WholeAnswer } from './attempt-codec.js';

/** @throws {GatewayError} when a 200 holds no answer: something else entirely, or an error in disguise */
export function readWholeAnswer(
  endpoint: AnsweringEndpoint,
  codec: Pick<AttemptCodec, 'findError' | 'holdsAnswer' | 'readAnswer'>,
  bytes: Buffer,
): WholeAnswer {
  const body = tryParseJson(bytes.toString('utf8'));
  if (!isJsonObject(body)) throw malformed(endpoint, 'answered with something that is not JSON');
  const error = codec.findError(body);
  if (error) throw classifyFailure(endpoint, 500, {}, Buffer.from(JSON.stringify({ error })));
  if (!codec.holdsAnswer(body)) throw malformed(endpoint, 'answered without what it was asked for');
  return codec.readAnswer(body, bytes);
}

const malformed = ({ name }: AnsweringEndpoint, what: string): GatewayError =>
  new GatewayError('upstream_malformed', `Endpoint "${name}" ${what}.`);
