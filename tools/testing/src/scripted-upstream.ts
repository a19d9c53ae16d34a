import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENT_STREAM } from './openai-frames.js';

export type UpstreamCall = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Record<string, unknown>;
};

export type UpstreamScript = (call: UpstreamCall) => void | Promise<void>;

/** A fake provider on loopback that does exactly what the test at hand tells it to. */
export class ScriptedUpstream {
  readonly calls: UpstreamCall[] = [];
  private script: UpstreamScript = ({ response }) => void response.writeHead(501).end();
  private rawScript: RequestListener | null = null;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<ScriptedUpstream> {
    const upstream = new ScriptedUpstream();
    await new Promise<void>((resolve) => upstream.server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the next calls do. */
  onCall(script: UpstreamScript): void {
    this.calls.length = 0;
    this.script = script;
    this.rawScript = null;
  }

  /** What the next calls do, which read their bodies themselves, as they come. */
  onRawCall(script: RequestListener): void {
    this.onCall(this.script);
    this.rawScript = script;
  }

  /** The next calls are answered with this object. */
  answerWith(body: object): void {
    this.onCall(
      ({ response }) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  }

  /** The next calls are answered with these frames, at once. */
  streamWith(...frames: string[]): void {
    this.onCall(({ response }) => void response.writeHead(200, EVENT_STREAM).end(frames.join('')));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.rawScript) return this.rawScript(request, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const call = { request, response, body: text === '' ? {} : JSON.parse(text) };
    this.calls.push(call);
    await this.script(call);
  }
}
