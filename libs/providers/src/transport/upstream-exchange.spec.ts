import { gzipSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';
import type { BodySink } from './body-sink.js';
import { UpstreamExchange } from './upstream-exchange.js';

/** What undici hands over, with a book of what was asked of it. */
class Connection {
  readonly asked: string[] = [];

  constructor(private readonly exchange: UpstreamExchange) {}

  get controller(): Dispatcher.DispatchController {
    return {
      pause: () => void this.asked.push('pause'),
      resume: () => void this.asked.push('resume'),
      abort: (reason: Error) => {
        this.asked.push('abort');
        this.exchange.onResponseError(this.controller, reason);
      },
    } as unknown as Dispatcher.DispatchController;
  }
}

class Listener implements BodySink {
  readonly heard: string[] = [];
  hasRoom = true;

  data(chunk: Buffer): boolean {
    this.heard.push(chunk.toString());
    return this.hasRoom;
  }

  end(): void {
    this.heard.push('end');
  }

  fail(error: unknown): void {
    this.heard.push(`fail: ${(error as Error).message}`);
  }
}

function begin(headers: Record<string, string> = {}) {
  const sut = new UpstreamExchange();
  const connection = new Connection(sut);
  sut.onRequestStart(connection.controller);
  sut.onResponseStart(connection.controller, 200, headers);
  const say = (text: string | Buffer) => sut.onResponseData(connection.controller, Buffer.from(text));
  return { sut, connection, listener: new Listener(), say };
}

describe(UpstreamExchange.name, () => {
  it('tells the head once it is final', async () => {
    const sut = new UpstreamExchange();
    const { controller } = new Connection(sut);
    sut.onResponseStart(controller, 103, { link: 'x' });
    sut.onResponseStart(controller, 200, { a: 'b' });
    expect(await sut.head).toEqual({ status: 200, headers: { a: 'b' } });
  });

  it('keeps what comes before anybody listens', () => {
    const { sut, listener, say } = begin();
    say('a');
    say('b');
    sut.onResponseEnd();
    sut.pipe(listener);
    expect(listener.heard).toEqual(['a', 'b', 'end']);
  });

  it('tells a failure after what came before it, and once', () => {
    const { sut, listener, say, connection } = begin();
    say('a');
    sut.onResponseError(connection.controller, new Error('broke'));
    sut.pipe(listener);
    sut.abort(new Error('too late'));
    expect(listener.heard).toEqual(['a', 'fail: broke']);
    expect(connection.asked).toEqual([]);
  });

  it('asks for no more while its listener has no room', () => {
    const { sut, listener, say, connection } = begin();
    sut.pipe(listener);
    listener.hasRoom = false;
    say('a');
    expect(connection.asked).toEqual(['pause']);
    sut.resume();
    expect(connection.asked).toEqual(['pause', 'resume']);
  });

  it('can be given up before it has a connection', async () => {
    const sut = new UpstreamExchange();
    const connection = new Connection(sut);
    sut.abort(new Error('gone'));
    await expect(sut.head).rejects.toThrow('gone');
    sut.onRequestStart(connection.controller);
    expect(connection.asked).toEqual(['abort']);
  });

  it('says nothing more once it is finished, and lets the endpoint end by itself', () => {
    const { sut, listener, say, connection } = begin();
    sut.pipe(listener);
    say('a');
    sut.finish();
    say('b');
    sut.onResponseEnd();
    expect(listener.heard).toEqual(['a']);
    expect(connection.asked).toEqual(['resume']);
  });

  it('puts a whole body together, unpacked', async () => {
    const { sut, say } = begin({ 'content-encoding': 'gzip' });
    const collected = sut.collect(1_000);
    const packed = gzipSync('a whole answer');
    say(packed.subarray(0, 5));
    say(packed.subarray(5));
    sut.onResponseEnd();
    expect((await collected).toString()).toBe('a whole answer');
  });

  it('gives up a body that is packed wrongly', async () => {
    const { sut, say, connection } = begin({ 'content-encoding': 'gzip' });
    const collected = sut.collect(1_000);
    say('no gzip at all');
    await expect(collected).rejects.toThrow();
    expect(connection.asked).toContain('abort');
  });

  it('gives up a body that is larger than allowed', async () => {
    const { sut, say, connection } = begin();
    const collected = sut.collect(3);
    say('abcd');
    await expect(collected).rejects.toMatchObject({ code: 'upstream_malformed' });
    expect(connection.asked).toEqual(['abort']);
  });
});
