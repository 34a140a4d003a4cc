import { type Browser, chromium, type Page } from 'playwright-core';

/** Starts the browser of this machine. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ['--no-sandbox'] }); // its sandbox cannot be had within a container
}

/** How a page is looked at. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export const DESK: Look = { width: 1440, height: 900 };
export const PHONE: Look = { width: 390, height: 844 };

/** A page, and what it has complained of so far: errors of its scripts and lines of its console. */
export interface Watched {
  readonly page: Page;
  readonly complaints: string[];
}

/** Opens a page with its own storage and notes whatever it complains of. */
export async function openPage(
  browser: Browser,
  address: string,
  { width = 1440, height = 900, colorScheme = 'light' }: Look = DESK,
): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    if (!request.url().endsWith('/live')) complaints.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  await page.goto(address);
  return { page, complaints };
}
