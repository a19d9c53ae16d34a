import type { AnswerStream } from './answer-stream.js';
import type { ClientConnection } from './client-connection.js';
import type { Exchange } from './exchange.js';
import type { RequestFacts } from './request-facts.js';
import type { CommittedAnswer } from './upstream-attempt.js';

/** Brings a committed answer to the client. Settled before the client has the end of it. */
export async function relay(
  committed: CommittedAnswer,
  { dialect, call, client }: Exchange,
  facts: RequestFacts,
): Promise<void> {
  if (committed.kind === 'stream')
    return relayStream(committed.stream, dialect.streamContentType, client, facts);
  const { answer } = committed;
  facts.used(answer);
  const bytes = call.wantsStream ? answer.encodeAsStream() : answer.encode();
  facts.firstToken();
  await facts.settle();
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
  const last: Buffer[] = [];
  try {
    client.openStream(contentType);
    client.onDrain(() => stream.drained());
    await stream.relayTo({
      write: (piece, isEnd) => {
        facts.firstToken();
        if (!isEnd) return client.push(piece);
        last.push(piece);
        return true;
      },
    });
    await facts.settle();
    client.end(Buffer.concat(last));
  } finally {
    stream.close();
  }
}
