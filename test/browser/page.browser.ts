import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { sumCounts } from '#shared/domain/roll.ts';
import { formatMinute } from '#shared/domain/time.ts';
import { secretsIn } from '../privacy/secrets.ts';
import { DESK, type Look, openPage, PHONE, startBrowser } from './browser.ts';
import { openStage, type Stage, servePage } from './stage.ts';

/** By then provisioning at carrier 31003 has been failing for a quarter of an hour. */
const MINUTES_TO_THE_SECOND_INCIDENT = 72;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let stage: Stage;
beforeAll(async () => {
  browser = await startBrowser();
  stage = await openStage();
});
afterAll(async () => {
  await browser.close();
  await stage.close();
});

const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).innerText()).replaceAll(/\s+/g, ' ');

/** What axe finds: rule and element of each violation. */
async function violationsIn(page: Page): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
  );
}

describe('before anything is counted', () => {
  test('the page says so, and does not say that all is well', async () => {
    const { page, complaints } = await openPage(browser, stage.server.addressOf('/'));
    await page.getByRole('heading', { name: 'No messages were counted' }).waitFor();
    expect(await page.locator('.chart .nothing').innerText()).toBe('No submit was counted in this range.');
    expect(await violationsIn(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('while provisioning at a carrier fails', () => {
  beforeAll(() => stage.play(MINUTES_TO_THE_SECOND_INCIDENT));

  test.each([
    ['at a desk', DESK],
    ['at a phone', PHONE],
  ])('%s the first thing it says is which carrier, what and since when', async (_name, look) => {
    const { page } = await openPage(browser, stage.server.origin, look);
    await page.locator('.verdict.trouble').waitFor();
    expect(await page.title()).toBe('▲ 3520 Provisioning issue: carrier 31003, 6 of 6 services');
    const box = await page.locator('.verdict').boundingBox();
    expect(await textOf(page, '.verdict h1')).toMatch(/Carrier 31003 ?3520 Provisioning issue/);
    expect(await textOf(page, '.verdict .facts')).toMatch(/critical since 09:58 UTC, for \d+ min .* account manager/);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(400);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width);
    await page.close();
  });

  test.each<[string, Look]>([
    ['light at a desk', DESK],
    ['dark at a desk', { ...DESK, colorScheme: 'dark' }],
    ['light at a phone', PHONE],
    ['dark at a phone', { ...PHONE, colorScheme: 'dark' }],
  ])('in %s every part has its answer, axe finds nothing and the console is silent', async (_name, look) => {
    const { page, complaints } = await openPage(browser, stage.server.addressOf('/'), look);
    await page.locator('.codes tbody tr').first().waitFor();
    await page.locator('.quality tbody tr').first().waitFor();
    expect(await page.locator('.part h2').allInnerTexts()).toEqual([
      ...['Error rate by family', 'Which code, where', 'Errors by code'],
      ...['From submitted to delivered', 'Incidents', 'What could be read'],
    ]);
    expect(await page.locator('.problem, .nothing').allInnerTexts()).toEqual([]);
    expect(await textOf(page, '.heat td.now')).toMatch(/^\d[\d.]* % open$/);
    expect(await violationsIn(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('its numbers are those of the API and of the table, to the count', async () => {
    const range = { fromMs: Date.UTC(2026, 10, 23, 6), toMs: Date.UTC(2026, 10, 23, 12) };
    const { page } = await openPage(
      browser,
      `${stage.server.origin}/?from=${formatMinute(range.fromMs)}&to=${formatMinute(range.toMs)}`,
    );
    await page.locator('.funnel tfoot').waitFor();
    await page.locator('.codes tbody tr').first().waitFor();
    const numbersIn = async (selector: string) =>
      (await page.locator(selector).allTextContents()).map((text) => Number.parseInt(text.replaceAll(',', ''), 10));
    const names = await page.locator('.codes tbody th').allInnerTexts();
    const counts = await numbersIn('.codes tbody tr > td.number:nth-of-type(2)');
    const [submitted] = await numbersIn('.funnel tfoot td');

    const counted = sumCounts(await stage.rollups.list({ dimension: 'all', step: 'minute', ...range }));
    const submits = [...counted].filter(([key]) => key.startsWith('submit|'));
    const errors = submits.filter(([key]) => key !== 'submit|1000').sort(([, one], [, other]) => other - one);
    expect(counts).toEqual(errors.map(([, count]) => count));
    expect(names).toEqual(errors.map(([key]) => key.slice('submit|'.length) || '–'));
    expect(submitted).toBe(submits.reduce((sum, [, count]) => sum + count, 0));

    const Codes = z.object({ rows: z.array(z.object({ outcome: z.string(), count: z.number() })) });
    const search = `from=${formatMinute(range.fromMs)}&to=${formatMinute(range.toMs)}&kind=submit`;
    const answer = await fetch(`${stage.server.origin}/v1/codes?${search}`);
    const { rows } = Codes.parse(await answer.json());
    expect(new Map(rows.map(({ outcome, count }) => [`submit|${outcome}`, count]))).toEqual(new Map(submits));
    await page.close();
  });

  test('a filter stands in the address, narrows every part, and goes with the way back', async () => {
    const { page } = await openPage(browser, stage.server.origin);
    await page.getByRole('combobox', { name: 'Carrier' }).selectOption('31003');
    await page.waitForURL('**/?carrier=31003');
    await page.locator('.codes').getByRole('link', { name: '3520', exact: true }).click();
    await page.waitForURL('**/?carrier=31003&code=3520');
    await expect.poll(() => page.locator('.codes tbody tr').count()).toBe(1);
    expect(await page.locator('.heat thead th').allInnerTexts()).toEqual(['31003']);
    await page.reload();
    await page.locator('.codes tbody tr').first().waitFor();
    expect(await page.locator('.codes tbody th').allInnerTexts()).toEqual(['3520']);
    await page.goBack();
    await expect.poll(() => page.locator('.codes tbody tr').count()).toBeGreaterThan(3);
    await page.close();
  });

  test('by service the heat map has the services as its columns', async () => {
    const { page } = await openPage(browser, stage.server.origin);
    await page.locator('.heat-part').getByRole('link', { name: 'by service' }).click();
    await page.waitForURL('**/?by=service');
    await page.locator('.heat thead').getByText('parcel-eta').waitFor();
    await page.close();
  });

  test('everything is reached by the keyboard: the first stop skips to the content, and a link opens an incident', async () => {
    const { page } = await openPage(browser, stage.server.origin);
    await page.locator('.verdict.trouble').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Skip to content');
    await page.locator('.verdict h1 a').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/episodes/2026-11-23-*');
    await page.locator('.timeline li').first().waitFor();
    await page.close();
  });

  test('the chart is told in words, and its numbers are a table', async () => {
    const { page } = await openPage(browser, stage.server.origin);
    const words =
      /Error rate over time. all errors: .* provisioning: .* What is from \d\d:\d\d UTC on is still filling/;
    await page.getByRole('img', { name: words }).waitFor();
    await page.getByText('Numbers', { exact: true }).click();
    await expect.poll(() => page.locator('.values tbody tr').count()).toBe(180);
    expect(await page.locator('.values tbody tr', { hasText: 'still filling' }).count()).toBe(2);
    await page.close();
  });

  test('what it shows first is asked before all else, and once', async () => {
    const { page } = await openPage(browser, stage.server.origin);
    await page.locator('.verdict h1').waitFor();
    const asked = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    const questions = asked.filter((path) => path.startsWith('/v1/'));
    const first = ['/v1/catalog', '/v1/episodes', '/v1/series'];
    expect(questions.slice(0, first.length).sort()).toEqual(first);
    expect(questions.filter((path) => path === '/v1/episodes' || path === '/v1/catalog')).toHaveLength(2);
    await page.close();
  });

  test('new minutes are shown without being asked for', async () => {
    const { page, complaints } = await openPage(browser, stage.server.origin);
    await page.locator('.connection time').waitFor();
    const before = await page.locator('.connection time').innerText();
    await stage.play(1);
    await expect.poll(() => page.locator('.connection time').innerText()).not.toBe(before);
    expect(await page.locator('.connection').innerText()).toContain('live');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('an incident’s page', () => {
  test('without the token shows everything and offers no change', async () => {
    const { page } = await openPage(browser, stage.server.origin);
    await page.locator('.verdict h1 a').click();
    await page.locator('.actions').waitFor();
    expect(await page.locator('.actions').innerText()).toContain('open the address that mm7watch printed');
    expect(await textOf(page, '.cause')).toMatch(
      /no longer has your programme set up .* Next: have your account manager/,
    );
    const more = await page
      .getByRole('link', { name: 'What else looks like it: carrier-not-provisioned' })
      .getAttribute('href');
    const causes = await fetch(new URL(more ?? '', stage.server.origin));
    expect(await causes.text()).toContain('\n## carrier-not-provisioned\n');
    expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    await page.close();
  });

  test('takes the token out of sight and lets acknowledge, mark and silence', async () => {
    const { page, complaints } = await openPage(browser, stage.server.addressOf('/'));
    await page.locator('.verdict h1 a').click();
    expect(page.url()).not.toContain('token');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged: others are told.').waitFor();
    await page.locator('.actions').getByText('Taken on by').waitFor();
    await page.getByLabel('What was done').fill('account manager called <b>');
    await page.getByRole('button', { name: 'Mark now' }).click();
    await page.getByText('Marked.').waitFor();
    await page.getByRole('button', { name: 'Silence for an hour' }).click();
    await page.getByText('Silenced for an hour.').waitFor();
    await page.getByRole('button', { name: 'End the silence' }).waitFor();
    expect(await textOf(page, '.timeline')).toMatch(/taken on by .* silenced by/);
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole('link', { name: '← Overview' }).click();
    await page.locator('.verdict.trouble').waitFor();
    expect(await textOf(page, '.verdict .facts')).toMatch(/taken on by .* silenced by/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('shows no number, key or text of the messages that its counts came from, nor does the overview', async () => {
    const { page } = await openPage(browser, stage.server.origin);
    await page.locator('.verdict.trouble').waitFor();
    const overview = await page.content();
    await page.locator('.verdict h1 a').click();
    await page.locator('.actions').waitFor();
    const shown = `${overview}\n${await page.content()}`;
    expect(secretsIn(shown)).toEqual([]);
    expect(shown).not.toMatch(/1202555[0-9]{4}/); // to whom the simulated gateway sends
    await page.close();
  });

  test('says so where there is none of that name', async () => {
    const { page } = await openPage(browser, `${stage.server.origin}/episodes/2026-11-23-0000-nobody`);
    expect(await page.getByRole('alert').innerText()).toContain('there is no episode 2026-11-23-0000-nobody');
    await page.close();
  });
});

describe('where the API cannot answer', () => {
  test('each part says why, and the page stands', async () => {
    const server = await servePage(async () => {
      throw new Error('the credentials have expired; sign in again');
    });
    server.audience.tell(Date.UTC(2026, 10, 23, 10));
    const { page } = await openPage(browser, server.addressOf('/'));
    const alerts = page.getByRole('alert');
    await alerts.first().waitFor();
    expect(new Set(await alerts.allInnerTexts())).toEqual(new Set(['the credentials have expired; sign in again']));
    expect(await violationsIn(page)).toEqual([]);
    await page.close();
    await server.close();
  });

  test('a page whose server has ended says since when it is not live, and keeps what it knew', async () => {
    const server = await servePage(async () => ({ status: 404, headers: {}, body: '{"error":"nothing here"}' }));
    server.audience.tell(Date.UTC(2026, 10, 23, 10));
    const { page } = await openPage(browser, server.addressOf('/'));
    await page.getByText('live', { exact: false }).first().waitFor();
    await server.close();
    await page.locator('.connection.lost').waitFor();
    expect(await textOf(page, '.connection')).toContain('no connection since 10:00 UTC');
    await page.close();
  });
});
