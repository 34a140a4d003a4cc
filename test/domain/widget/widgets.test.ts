import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import type { OutcomeRow } from '#shared/domain/report.ts';
import { codeTableHtml } from '#shared/domain/widget/code-table.ts';
import { frame } from '#shared/domain/widget/frame.ts';
import { heatMapHtml } from '#shared/domain/widget/heat-map.ts';
import { episodesHtml } from '#shared/domain/widget/open-episodes.ts';
import { episode, NOON_MS } from '../../builders.ts';

const outcome = (overrides: Partial<OutcomeRow> = {}): OutcomeRow => ({
  ...{ kind: 'submit', outcome: '3520', count: 947, share: 0.023, text: 'Provisioning issue', family: 'provisioning' },
  ...{ actor: 'account-manager', retry: 'no' },
  ...overrides,
});
const column = { value: '31003', submits: 1000, errors: 270, codes: [{ code: '3520', count: 270 }] };
const HOUR_LATER_MS = NOON_MS + 3_600_000;

describe('the table by code', () => {
  test('holds submits that failed and failures of transport, and neither success nor reports', () => {
    const html = codeTableHtml([
      outcome({ outcome: '1000', count: 37_318, text: 'Success' }),
      outcome(),
      outcome({ kind: 'delivery-report', outcome: 'Expired', text: 'Expired' }),
      outcome({ kind: 'transport', outcome: '502', text: 'HTTP 502, no MM7 status' }),
    ]);
    expect([...html.matchAll(/<tr><th>(\d+)<\/th>/g)].map(([, code]) => code)).toEqual(['3520', '502']);
    expect(html).toContain(
      '<td>Provisioning issue</td><td class="n">947</td><td class="n">2.3 %</td><td>account-manager</td>',
    );
  });

  test('tells nothing counted from nothing failed', () => {
    expect(codeTableHtml([])).toContain('No submit was counted');
    expect(codeTableHtml([outcome({ outcome: '1000', count: 1200 })])).toContain('None of 1,200 submits failed');
  });
});

describe('the heat map', () => {
  test('says code, carrier and part, and glows by the part', () => {
    const html = heatMapHtml([column], DEFAULT_CATALOGUE);
    expect(html).toContain('<th>31003</th>');
    expect(html).toContain('<th>3520 <span class="d">Provisioning issue</span></th><td class="h5">27 %</td>');
  });

  test('is a sentence where nothing failed', () => {
    expect(heatMapHtml([{ ...column, codes: [] }], DEFAULT_CATALOGUE)).toBe('<p>No submit failed in this range.</p>');
  });
});

describe('the incidents', () => {
  test('begin with what is open, then the youngest, and leave out what nobody is told of', () => {
    const html = episodesHtml(
      [
        episode({ codes: [2568], state: 'resolved', resolvedMs: HOUR_LATER_MS }),
        episode({ codes: [3510], quiet: 'staged' }),
        episode({ codes: [3520], sinceMs: NOON_MS - 60_000 }),
      ],
      HOUR_LATER_MS,
    );
    expect([...html.matchAll(/<th>(\d{4})/g)].map(([, code]) => code)).toEqual(['3520', '2568']);
    expect(html).toContain('▲ open, critical');
    expect(html).toContain('<td>1 h 01 min</td><td class="n">41 of 380 <span class="d">11 %</span></td>');
  });
});

test('no name, word or code can become markup', () => {
  const hostile = fc.string().map((text) => `${text}<script>"'&`);
  fc.assert(
    fc.property(hostile, (text) => {
      const bodies = [
        codeTableHtml([outcome({ outcome: text, text, actor: text })]),
        heatMapHtml([{ ...column, value: text, codes: [{ code: text, count: 1 }] }], DEFAULT_CATALOGUE),
        episodesHtml([episode({ scope: { vasid: text, carrier: null } })], HOUR_LATER_MS),
      ];
      for (const body of bodies) {
        expect(body).not.toContain('<script');
        expect(body.replaceAll(/<\/?(?:table|thead|tbody|tr|th|td|span|p)(?: class="[a-z0-9]+")?>/g, '')).not.toMatch(
          /[<>"']/,
        );
      }
    }),
  );
});

test.each(['light', 'dark'] as const)('a widget in %s is styles and elements, and asks for nothing', (theme) => {
  const html = frame(theme, heatMapHtml([column], DEFAULT_CATALOGUE));
  expect(html).toContain('cwdb-no-default-styles');
  expect(html).not.toMatch(/script|https?:|url\(|@import|\son\w+=/);
});
