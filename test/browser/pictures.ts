/** Takes the pictures of the README: `npm run pictures`. */
import '../../cli/quiet-sdk.ts';
import { fileURLToPath } from 'node:url';
import { DESK, type Look, openPage, PHONE, startBrowser } from './browser.ts';
import { openStage } from './stage.ts';

/** Two incidents: one is over, one goes on. */
const MINUTES = 84;
const FOLDER = fileURLToPath(new URL('../../docs/pictures', import.meta.url));

const LOOKS: readonly (readonly [name: string, look: Look])[] = [
  ['console-light', DESK],
  ['console-dark', { ...DESK, colorScheme: 'dark' }],
  ['console-phone', PHONE],
];

const browser = await startBrowser();
const stage = await openStage();
try {
  await stage.play(MINUTES);
  for (const [name, look] of LOOKS) {
    const { page } = await openPage(browser, stage.server.origin, look);
    await page.locator('.verdict.trouble').waitFor();
    await page.locator('.heat td.now').waitFor();
    await page.locator('.spark').first().waitFor();
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 500))'); // the canvas has no word for being drawn
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
    await page.close();
  }
  const { page } = await openPage(browser, stage.server.addressOf('/'), DESK);
  await page.locator('.verdict h1 a').click();
  await page.locator('.bars').first().waitFor();
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 500))');
  await page.screenshot({ path: `${FOLDER}/console-incident.png` });
} finally {
  await browser.close();
  await stage.close();
}
