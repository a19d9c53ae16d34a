import { describe, expect, it } from 'vitest';
import { judgeHealthAnswer } from './judge-health-answer.js';

describe(judgeHealthAnswer, () => {
  it.each([
    [200, ''],
    [204, ''],
    [200, 'OK'],
    [200, '{"healthy":true}'],
    [200, '{"status":"ok"}'],
    [200, '{"status":"starting"}'],
    [200, '[]'],
  ])('takes %i %j for healthy', (status, body) => {
    expect(judgeHealthAnswer(status, body)).toEqual({ healthy: true });
  });

  it.each([
    [500, ''],
    [404, '{"status":"ok"}'],
    [302, ''],
    [200, '{"healthy":false}'],
    [200, '{"status":"down"}'],
    [200, '{"status":"ERROR"}'],
    [200, '{"status":"unhealthy"}'],
  ])('takes %i %j for unhealthy', (status, body) => {
    expect(judgeHealthAnswer(status, body)).toMatchObject({ healthy: false });
  });
});
