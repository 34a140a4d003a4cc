import { expect, test } from 'vitest';
import { settingsJsonSchema } from '#shared/config/schema.ts';

test('the schema that is shipped is that of the settings; `npx vitest run test/config/schema.test.ts -u` writes it anew', async () => {
  await expect(`${JSON.stringify(settingsJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../mm7watch.schema.json');
});
