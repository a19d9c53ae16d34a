import { describe, expect, it } from 'vitest';
import { tryParseJson } from '../../json.js';
import { wireDialects } from '../../provider/dialects/wire-dialects.js';
import {
  argumentsOf,
  type ScriptedAnswer,
  textAnswer,
  textOf,
  toolAnswer,
} from '../../provider/scripted-answer.js';
import { Speech } from '../../provider/speech.js';
import type { MatrixClient } from './matrix-client.js';
import { matrixClients } from './matrix-clients.js';

const failure = { status: 500, message: 'no capacity', isQuota: false };
const toolCalls = toolAnswer.toolCall && [
  { name: toolAnswer.toolCall.name, argumentsText: argumentsOf(toolAnswer.toolCall) },
];

/** What a provider of the client's own dialect says, as the bytes a client gets of it. */
function speechFor(client: MatrixClient, answer: ScriptedAnswer, isStream = true): Speech {
  const dialect = wireDialects.find(({ name }) => name === client.name);
  if (!dialect) throw new Error(`nobody speaks ${client.name}`);
  return new Speech(dialect, { model: 'm', isStream, wantsUsage: true }, answer);
}

const joined = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString();

describe.each(matrixClients)('a client of $name', (sut) => {
  const speech = speechFor(sut, textAnswer);

  it('reads a stream of its dialect', () => {
    expect(sut.readStream(joined(speech.pieces))).toEqual({
      outcome: 'complete',
      text: textOf(textAnswer),
      toolCalls: [],
      finishReason: sut.finishReasons.text,
      usage: { inputTokens: 41, outputTokens: 13 },
      error: null,
    });
  });

  it('reads a tool call', () => {
    expect(sut.readStream(joined(speechFor(sut, toolAnswer).pieces))).toMatchObject({
      outcome: 'complete',
      text: '',
      toolCalls,
      finishReason: sut.finishReasons.tool,
    });
  });

  it.each(['usual', 'running'] as const)('reads usage however it is reported: %s', (usageReports) => {
    const reading = sut.readStream(joined(speechFor(sut, { ...textAnswer, usageReports }).pieces));
    expect(reading.usage).toEqual({ inputTokens: 41, outputTokens: 13 });
  });

  it('reads a whole answer', () => {
    const whole = (answer: ScriptedAnswer) =>
      sut.readWhole(tryParseJson(joined(speechFor(sut, answer, false).pieces)));
    expect(whole(textAnswer)).toMatchObject({
      outcome: 'complete',
      text: textOf(textAnswer),
      finishReason: sut.finishReasons.text,
      usage: { inputTokens: 41, outputTokens: 13 },
    });
    expect(whole(toolAnswer)).toMatchObject({ toolCalls, finishReason: sut.finishReasons.tool });
  });

  it('reads a stream that breaks off with an error', () => {
    const error = speech.dialect.encode(speech.dialect.errorFrame(failure), speech.middle);
    expect(sut.readStream(joined(speech.firstHalf) + error)).toMatchObject({
      outcome: 'failed',
      text: textAnswer.textPieces.slice(0, 5).join(''),
      error: { message: 'no capacity' },
    });
  });

  it('does not take silence for an end', () => {
    expect(() => sut.readStream(joined(speech.firstHalf))).toThrow('the stream ends with');
    expect(() => sut.readStream('')).toThrow();
    const pieces = speech.pieces;
    expect(() => sut.readStream(joined(pieces).trimEnd())).toThrow();
  });

  it('takes nothing after the end', () => {
    const text = joined(speech.pieces);
    expect(() => sut.readStream(text + text)).toThrow('nothing comes after');
  });

  it('does not take an event for one that it cannot parse', () => {
    const text = joined(speech.pieces).replace(/\}\n/, '\n');
    expect(() => sut.readStream(text)).toThrow('JSON');
  });

  it('reads an error of its dialect and no other', () => {
    expect(sut.readError(speech.dialect.errorBody(failure))).toMatchObject({ message: 'no capacity' });
    for (const body of [{}, [], undefined, 'oops', { error: null }, { message: 'oops' }])
      expect(() => sut.readError(body)).toThrow();
    const foreign = wireDialects.filter(({ name }) => name.slice(0, 6) !== sut.name.slice(0, 6));
    for (const dialect of foreign)
      expect(() => sut.readError(dialect.errorBody(failure)), dialect.name).toThrow();
  });

  it('asks in its dialect, as the provider reads it', () => {
    for (const isStream of [true, false]) {
      const body = sut.request({ model: 'm', prompt: 'marker-1', isStream, hasTool: true });
      expect(speech.dialect.read(body)).toEqual({
        model: 'm',
        isStream,
        wantsUsage: isStream || sut.name !== 'openai-chat',
      });
      expect(JSON.stringify(body)).toContain('marker-1');
      expect(JSON.stringify(body)).toContain('set_signal');
    }
  });
});
