import type { CommittedAnswer } from './chat-attempt.js';
import type { ChatExchange } from './chat-exchange.js';
import type { ChatStream } from './chat-stream.js';
import type { ClientConnection } from './client-connection.js';
import type { RequestFacts } from './request-facts.js';

/** Brings a committed answer to the client. Settled before the client has the end of it. */
export async function relay(
  committed: CommittedAnswer,
  { dialect, call, startedAtMs }: ChatExchange,
  client: ClientConnection,
  facts: RequestFacts,
): Promise<void> {
  if (committed.kind === 'stream')
    return relayStream(committed.stream, dialect.streamContentType, client, facts);
  const { answer } = committed;
  facts.used(answer.usage);
  facts.firstToken();
  facts.settle();
  if (call.wantsStream) {
    client.openStream(dialect.streamContentType);
    client.end(dialect.synthesizeStream(answer, call, startedAtMs));
    return;
  }
  await client.send(dialect.encodeAnswer(answer, call, startedAtMs));
}

async function relayStream(
  stream: ChatStream,
  contentType: string,
  client: ClientConnection,
  facts: RequestFacts,
): Promise<void> {
  try {
    client.openStream(contentType);
    for await (const piece of stream.pieces()) {
      facts.firstToken();
      facts.used(stream.usage);
      if (stream.isAtEnd) facts.settle();
      await client.write(piece);
    }
    client.end();
  } finally {
    facts.used(stream.usage);
    stream.close();
  }
}
