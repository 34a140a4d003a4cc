import { describe, expect, test } from 'vitest';
import { timeOfLine } from '../../../cli/local/sources/line-time.ts';

const nowMs = Date.parse('2026-11-23T12:00:00Z');

describe('the time of a line', () => {
  test.each([
    ['2026-03-16T10:20:04.123Z INFO started', '2026-03-16T10:20:04.123Z'],
    ['2026-03-16T10:20:04+02:00 INFO started', '2026-03-16T08:20:04.000Z'],
    ['2026-03-16T10:20:04.1234567-0500 x', '2026-03-16T15:20:04.123Z'],
    ['2026-03-16 10:20:04,789 [2550] INFO', '2026-03-16T10:20:04.789Z'],
    ['2026/03/16 10:20:04 [error] upstream timed out', '2026-03-16T10:20:04.000Z'],
    ['Mar 16 10:20:04 host-8 sender[4007]: x', '2026-03-16T10:20:04.000Z'],
    ['<13>Mar  6 10:20:04 host-8 sender: x', '2026-03-06T10:20:04.000Z'],
    ['Dec 31 23:59:59 host-8 sender: of last year', '2025-12-31T23:59:59.000Z'],
    ['10.0.0.1 - - [16/Mar/2026:10:20:04 +0100] "POST /mm7 HTTP/1.1" 502 0', '2026-03-16T09:20:04.000Z'],
    ['1773656404123 x', '2026-03-16T10:20:04.123Z'],
    ['[1773656404.5] x', '2026-03-16T10:20:04.500Z'],
    ['{"level":"info","time":1773656404123,"body":"2020-01-01T00:00:00Z"}', '2026-03-16T10:20:04.123Z'],
    ['{"@timestamp":"2026-03-16T10:20:04Z"}', '2026-03-16T10:20:04.000Z'],
    ['\u001b[32mINFO\u001b[0m 2026-03-16T10:20:04Z x', '2026-03-16T10:20:04.000Z'],
  ])('%s', (line, instant) => {
    expect(new Date(timeOfLine(line, nowMs) ?? 0).toISOString()).toBe(instant);
  });

  test.each([
    'started',
    '  <StatusCode>2568</StatusCode>',
    '9999-99-99T99:99:99Z x',
    '12025550123 called',
    'Foo 16 10:20:04 x',
  ])('%s states none', (line) => {
    expect(timeOfLine(line, nowMs)).toBeNull();
  });
});
