import type { AnswerStream } from './answer-stream.js';
import type { ClientConnection } from './client-connection.js';
import type { Exchange } from './exchange.js';
import type { RequestFacts } from './request-facts.js';
import type { CommittedAnswer } from './upstream-attempt.js';

/** Brings a committed answer to the client. Settled before the client has the end of it. */
export async function relay(
  committed: CommittedAnswer,
  { dialect, call }: Exchange,
  client: ClientConnection,
  facts: RequestFacts,
): Promise<void> {
  if (committed.kind === 'stream')
    return relayStream(committed.stream, dialect.streamContentType, client, facts);
  const { answer } = committed;
  facts.used(answer);
  const bytes = call.wantsStream ? answer.encodeAsStream() : answer.encode();
  facts.firstToken();
  facts.settle();
  if (!call.wantsStream) return client.send(bytes);
  client.openStream(dialect.streamContentType);
  client.end(bytes);
}

async function relayStream(
  stream: AnswerStream,
  contentType: string,
  client: ClientConnection,
  facts: RequestFacts,
): Promise<void> {
  try {
    client.openStream(contentType);
    for await (const piece of stream.pieces()) {
      facts.firstToken();
      if (stream.isAtEnd) facts.settle();
      await client.write(piece);
    }
    client.end();
  } finally {
    stream.close();
  }
}
