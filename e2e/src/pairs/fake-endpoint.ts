import type { ServerResponse } from 'node:http';
import { LLMock } from '@copilotkit/aimock';
import { ScriptedUpstream, type UpstreamCall } from '@switchyard/testing';
import { completion } from './frames/chat.frames.js';
import type { ScriptedAnswer } from './frames/scripted-answer.js';

type Fixture = Parameters<LLMock['onMessage']>[1];
/** Either is what the mock makes of it in the dialect it is asked in. */
export type MockAnswer = Exclude<Fixture, (...request: never[]) => unknown>;
export type MockFactory = Extract<Fixture, (...request: never[]) => unknown>;

/**
 * An endpoint of any dialect: a mock that is not ours writes the answers, and what reaches it is kept as it came.
 * The mock's own journal would hold it in OpenAI's words.
 */
export class FakeEndpoint {
  /** Whether the mock writes the answers, and no script. */
  isMock = false;

  private constructor(
    private readonly front: ScriptedUpstream,
    private readonly mock: LLMock,
  ) {}

  static async start(): Promise<FakeEndpoint> {
    // Strict: what Anthropic refuses about thinking is refused, and what nobody expects is an error.
    const mock = new LLMock({ port: 0, strict: true, chunkSize: 7 });
    await mock.start();
    return new FakeEndpoint(await ScriptedUpstream.start(), mock);
  }

  get url(): string {
    return this.front.url;
  }

  /** The bodies it got since it was told what to answer. */
  get bodies(): Readonly<Record<string, unknown>>[] {
    return this.front.calls.map(({ body }) => body);
  }

  /** @param afterResults the answer once the results of tool calls have come back */
  answers(first: MockAnswer, afterResults: MockAnswer | MockFactory = first): void {
    this.isMock = true;
    this.mock.clearFixtures();
    this.mock.on({ hasToolResult: false, endpoint: 'chat' }, first);
    this.mock.on({ hasToolResult: true, endpoint: 'chat' }, afterResults);
    this.front.onCall((call) => this.relay(call));
  }

  /** Answers with the very bytes of this. */
  answersWith(answer: ScriptedAnswer): void {
    this.isMock = false;
    this.front.onCall(({ response, body, request: { url } }) => {
      const isPrompt = url === '/v1/completions' || url === '/api/generate';
      const { whole, stream } = (isPrompt && answer.toPrompt) || answer;
      // Ollama streams unless it is told not to.
      const isStream = body.stream ?? url?.startsWith('/api/');
      response.writeHead(200, { 'content-type': isStream ? answer.streamType : 'application/json' });
      return send(response, Buffer.from(isStream ? stream : JSON.stringify(whole)), answer.pieceBytes);
    });
  }

  async stop(): Promise<void> {
    await this.front.stop();
    await this.mock.stop();
  }

  /** The mock has no text completions, so it is asked for a chat and its text goes into their form. */
  private async relay(call: UpstreamCall): Promise<void> {
    const isCompletion = call.request.url?.endsWith('/v1/completions') ?? false;
    const { model, prompt } = call.body;
    const answer = await fetch(
      `${this.mock.url}${isCompletion ? '/v1/chat/completions' : call.request.url}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(
          isCompletion ? { model, messages: [{ role: 'user', content: prompt }] } : call.body,
        ),
      },
    );
    if (!isCompletion || !answer.ok) return pass(answer, call);
    const { choices, usage } = (await answer.json()) as Completion;
    const [{ message, finish_reason: reason }] = choices;
    const { whole, stream } = completion(message.content, reason, usage);
    const isStream = call.body.stream === true;
    call.response
      .writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' })
      .end(isStream ? stream : JSON.stringify(whole));
  }
}

async function send(response: ServerResponse, bytes: Buffer, pieceBytes = bytes.length): Promise<void> {
  for (let sent = 0; sent < bytes.length; sent += pieceBytes) {
    response.write(bytes.subarray(sent, sent + pieceBytes));
    // Each piece goes out by itself, not with those that follow in the same turn.
    if (pieceBytes < bytes.length) await new Promise(setImmediate);
  }
  response.end();
}

type Completion = {
  readonly choices: readonly [
    { readonly message: { readonly content: string }; readonly finish_reason: string },
  ];
  readonly usage: object;
};

async function pass(answer: Response, { response }: UpstreamCall): Promise<void> {
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? '',
    ...(answer.headers.has('retry-after') && { 'retry-after': answer.headers.get('retry-after') ?? '' }),
  });
  for await (const chunk of answer.body ?? []) response.write(chunk);
  response.end();
}
