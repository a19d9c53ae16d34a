import { GatewayError } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { BodyBytes } from './body-bytes.js';
import { changesBetween } from './body-changes.js';
import { fieldsOf } from './sketch-json.js';

const read = (text: string): BodyBytes => BodyBytes.read(Buffer.from(text));
const edited = (text: string, changes: Record<string, unknown>): string =>
  read(text).edited(changes).toString();

describe(BodyBytes.name, () => {
  describe('edited', () => {
    it.each<[string, string, Record<string, unknown>, string]>([
      ['the first field', '{"model":"a","x":1}', { model: 'b' }, '{"model":"b","x":1}'],
      ['the last field', '{"x":1,"model":"a"}', { model: 'b' }, '{"model":"b","x":1}'],
      ['one in the middle', '{"x":1,"model":"a","y":2}', { model: 'b' }, '{"model":"b","x":1,"y":2}'],
      ['the only field', '{"model":"a"}', { model: 'b' }, '{"model":"b"}'],
      ['a field that is not there', '{"x":1}', { model: 'b' }, '{"model":"b","x":1}'],
      ['an empty object', '{}', { model: 'b' }, '{"model":"b"}'],
      ['a field to be left out', '{"x":1,"stream":true,"y":2}', { stream: undefined }, '{"x":1,"y":2}'],
      ['all fields to be left out', '{"x":1,"y":2}', { x: undefined, y: undefined }, '{}'],
      ['a name that stands twice', '{"model":"a","x":1,"model":"c"}', { model: 'b' }, '{"model":"b","x":1}'],
      ['a name with escapes', '{"mod\\u0065l":"a","x":1}', { model: 'b' }, '{"model":"b","x":1}'],
      ['nothing', '{"x":1}', {}, '{"x":1}'],
    ])('puts %s in place', (_case, text, changes, expected) => {
      expect(edited(text, changes)).toBe(expected);
    });

    it('leaves every other byte as it is', () => {
      const kept = '"big": 12345678901234567890 ,\n\t"exact":1.10, "text":"\\u00e4\\/" , "__proto__":{"a":1}';
      expect(edited(`{ "model" : "a" , ${kept} }`, { model: 'b' })).toBe(`{"model":"b",${kept}}`);
    });

    it('refuses a value that cannot be written', () => {
      const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown;
      expect(() => edited('{}', { deep })).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    });
  });

  describe('sketch', () => {
    const { fields } = fieldsOf({
      model: 'whole',
      messages: { each: fieldsOf({ role: 'whole' }) },
      tools: { each: fieldsOf({}) },
    });

    it('keeps what it was told to keep', () => {
      const body = {
        messages: [{ role: 'user', content: 'long' }, { role: 'tool', extra: [1] }, { content: 'x' }],
        tools: [{ a: 1 }, { b: 2 }],
        other: { model: 'not this one' },
        model: 'm',
      };
      expect(read(JSON.stringify(body)).sketch(fields)).toEqual({
        messages: [{ role: 'user' }, { role: 'tool' }, {}],
        tools: [{}, {}],
        model: 'm',
      });
    });

    it.each([
      [{ messages: 'text' }],
      [{ messages: { role: 'user' } }],
      [{ messages: [1, null, 'a', []] }],
      [{ tools: null }],
    ])('keeps %j whole: it is of another kind than expected', (body) => {
      expect(read(JSON.stringify(body)).sketch(fields)).toEqual(body);
    });

    it.each([
      ['{"model":', 'invalid_json'],
      ['{"model":"a"} x', 'invalid_json'],
      ['{"messages":[{"role":"user",}]}', 'invalid_json'],
      ['[]', 'invalid_request'],
      ['7', 'invalid_request'],
      [`{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`, 'invalid_request'],
    ])('refuses %s', (text, code) => {
      expect(() => read(text).sketch(fields)).toThrow(expect.objectContaining({ code }));
    });

    it('says of broken JSON what JSON.parse says', () => {
      expect(() => read('{"a":tru}').sketch(fields)).toThrow(/not valid JSON: Unexpected token/);
    });
  });

  it('has the last of two fields of one name, as JSON.parse does', () => {
    const body = read('{"a":1,"a":{"b":2}}');
    expect(body.field('a')).toEqual({ b: 2 });
    expect(body.object).toEqual({ a: { b: 2 } });
    expect(body.field('none')).toBeUndefined();
  });

  it.each([[undefined], [Buffer.alloc(0)], [Buffer.from([0x7b, 0xff, 0x7d])]])('refuses %o', (bytes) => {
    expect(() => BodyBytes.read(bytes)).toThrow(GatewayError);
  });
});

describe(changesBetween, () => {
  it('finds what is new, other and gone, and nothing else', () => {
    const shared = [{ a: 1 }];
    expect(
      changesBetween({ shared, gone: 1, other: 1, same: 'x' }, { shared, other: 2, same: 'x', added: [] }),
    ).toEqual({
      gone: undefined,
      other: 2,
      added: [],
    });
  });
});
