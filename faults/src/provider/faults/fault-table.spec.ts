import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Act } from '../act.js';
import type { WireDialect } from '../dialects/wire-dialect.js';
import { wireDialects } from '../dialects/wire-dialects.js';
import { textAnswer } from '../scripted-answer.js';
import { type Form, Speech } from '../speech.js';
import { faults, modelNameOf, readModelName } from './fault-table.js';

const ENOUGH_ACTS = 20_000;

const speechOf = (dialect: WireDialect, form: Form) =>
  new Speech(dialect, { model: 'm', isStream: form === 'stream', wantsUsage: true }, textAnswer);

/** What a fault does, as far as a test can wait for it. */
function actsOf(name: string, dialect: WireDialect, form: Form): Act[] {
  const fault = faults.find((each) => each.name === name);
  if (!fault) throw new Error(`there is no ${name}`);
  const speech = speechOf(dialect, form);
  const reworded = new Speech(dialect, speech.asked, fault.reword?.(textAnswer) ?? textAnswer);
  const acts: Act[] = [];
  for (const act of fault.act(reworded)) {
    acts.push(act);
    if (acts.length === ENOUGH_ACTS) break;
  }
  return acts;
}

const bytesOf = (acts: readonly Act[]): Buffer =>
  Buffer.concat(acts.flatMap((act) => (act.do === 'write' ? [act.bytes] : [])));
const fullOf = (dialect: WireDialect, form: Form) => Buffer.concat(speechOf(dialect, form).pieces);
const lastOf = (acts: readonly Act[]) => acts.at(-1)?.do;

const everySpeech = wireDialects.flatMap((dialect) =>
  (['stream', 'whole'] as const).map((form) => ({ dialect, form, title: `${dialect.name}, ${form}` })),
);

describe('the table of faults', () => {
  it('names each of them once, and finds it by the name of its model', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    for (const fault of faults) {
      expect(readModelName(modelNameOf(fault.name, false))).toEqual({ fault, isToolCall: false });
      expect(readModelName(modelNameOf(fault.name, true))).toEqual({ fault, isToolCall: true });
    }
    expect(readModelName('gpt-4o')).toBeUndefined();
    expect(readModelName('fault-nonsense')).toBeUndefined();
  });

  it.each(everySpeech)('comes to an end each, but for the one without: $title', ({ dialect, form }) => {
    for (const { name, forms, isKnownTo } of faults) {
      if (!forms.includes(form) || isKnownTo?.(dialect) === false) continue;
      const acts = actsOf(name, dialect, form);
      if (name === 'infinite') expect(acts).toHaveLength(ENOUGH_ACTS);
      else expect(['end', 'stall', 'break'], name).toContain(lastOf(acts));
    }
  });
});

describe.each(everySpeech)('$title', ({ dialect, form }) => {
  const full = fullOf(dialect, form);

  it.each(['ok', 'slow-first-token', 'every-byte', 'inside-character'])('says all of it: %s', (name) => {
    const acts = actsOf(name, dialect, form);
    expect(bytesOf(acts)).toEqual(full);
    expect(acts[0]).toMatchObject({ do: 'head', status: 200 });
  });

  it('packs all of it', () => {
    const acts = actsOf('gzip', dialect, form);
    expect(gunzipSync(bytesOf(acts))).toEqual(full);
    expect(acts[0]).toMatchObject({ headers: { 'content-encoding': 'gzip' } });
  });

  it('changes the ends of its lines and nothing else', () => {
    const text = bytesOf(actsOf('crlf', dialect, form)).toString();
    expect(text).toContain('\r\n');
    expect(text.replaceAll('\r\n', '\n').trim()).toBe(full.toString().trim());
  });

  it.each(['stall-middle', 'cut-middle', 'reset-middle', 'end-middle'])(
    'says a true part of it and not all: %s',
    (name) => {
      const said = bytesOf(actsOf(name, dialect, form));
      expect(full.subarray(0, said.length)).toEqual(said);
      expect(said.length).toBeGreaterThan(0);
      expect(said.length).toBeLessThan(full.length);
      if (form === 'whole') return;
      expect(said.toString()).toContain('Träin');
      expect(said.toString()).not.toContain('track.');
    },
  );

  it.each([
    ['silent', 'stall'],
    ['stall-middle', 'stall'],
    ['cut-middle', 'break'],
    ['reset', 'break'],
    ['end-middle', 'end'],
    ['empty', 'end'],
  ])('%s ends with: %s', (name, last) => {
    expect(lastOf(actsOf(name, dialect, form))).toBe(last);
  });

  it.each([
    ['401', 401],
    ['429-quota', 429],
    ['529', 529],
    ['redirect', 307],
  ])('%s answers with status %i', (name, status) => {
    expect(actsOf(name, dialect, form)[0]).toMatchObject({ do: 'head', status });
  });

  it('never lies about the length of a body that is all there', () => {
    for (const name of ['ok', 'gzip', 'crlf', 'comments', 'empty', 'end-middle']) {
      const acts = actsOf(name, dialect, form);
      const headers = acts[0]?.do === 'head' ? acts[0].headers : {};
      const length = headers['content-length'];
      if (length !== undefined) expect(Number(length), name).toBe(bytesOf(acts).length);
    }
  });
});

describe.each(wireDialects)('a stream of $name', (dialect) => {
  const opening = speechOf(dialect, 'stream').opening;

  it.each(['stall-before-first', 'cut-before-first'])('has no content yet: %s', (name) => {
    expect(bytesOf(actsOf(name, dialect, 'stream'))).toEqual(Buffer.concat(opening));
  });

  it('has one line that no parser takes, and the rest around it', () => {
    const text = bytesOf(actsOf('bad-json-line', dialect, 'stream')).toString();
    const broken = text
      .split('\n')
      .filter((line) => line.includes('{'))
      .filter((line) => !isJson(line.slice(line.indexOf('{'))));
    expect(broken).toHaveLength(1);
    expect(text).toContain('track.');
  });

  it('finishes twice', () => {
    const finish = speechOf(dialect, 'stream').frames.filter(({ part }) => part === 'finish');
    const [only] = finish;
    const sign = only ? JSON.stringify(only.data).slice(1, -1) : '';
    const text = bytesOf(actsOf('duplicate-finish', dialect, 'stream')).toString();
    const wanted = sign.slice(sign.indexOf(',') + 1);
    expect(text.split(wanted)).toHaveLength(3);
  });

  it('repeats itself forever, as a stream of its dialect', () => {
    const text = bytesOf(actsOf('infinite', dialect, 'stream')).toString();
    expect(text.split('Träin').length).toBeGreaterThan(100);
  });

  it('ends with an error after its middle', () => {
    const text = bytesOf(actsOf('error-event', dialect, 'stream')).toString();
    expect(text).toContain('Träin');
    expect(text.trim().split('\n').at(-1)).toContain('The server had an error');
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
