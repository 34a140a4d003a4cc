import { describe, expect, test } from 'vitest';
import { catalogueOf, extractSettingsOf } from '#shared/config/extraction.ts';
import { readSettings } from '#shared/config/settings.ts';
import { describeCode } from '#shared/domain/catalogue.ts';

const extraction = (value: unknown) => readSettings({ extraction: value }, 'mm7watch.config.json').extraction;

describe('settings of extraction', () => {
  test('without any, nothing is added to what is always read', () => {
    const none = { codeFields: [], statusFields: [], vasidFields: [], carrierFields: [], carrierAliases: new Map() };
    expect(extractSettingsOf(readSettings({}, 'x').extraction)('/mms')).toEqual(none);
  });

  test('a log group has what is set for all and for its name, else for its longest prefix', () => {
    const settings = extraction({
      fields: { code: ['result'] },
      carrierAliases: { '0001890': '31003' },
      logGroups: [
        { prefix: '/mms', fields: { code: ['short'] } },
        { prefix: '/mms/b', fields: { code: ['long'] } },
        { name: '/mms/c', fields: { carrier: ['mno'] }, carrierAliases: { att: '31002' } },
      ],
    });
    const settingsOf = extractSettingsOf(settings);
    expect(settingsOf('/mms/b/1').codeFields).toEqual(['result', 'long']);
    expect(settingsOf('/other').codeFields).toEqual(['result']);
    const named = settingsOf('/mms/c');
    expect(settingsOf('/mms/c')).toBe(named);
    expect(named).toMatchObject({ codeFields: ['result'], carrierFields: ['mno'] });
    expect([...named.carrierAliases]).toEqual([
      ['0001890', '31003'],
      ['att', '31002'],
    ]);
  });

  test('a provider’s own entry stands over the default one, and what it leaves out stays', () => {
    const catalogue = catalogueOf(
      extraction({
        catalogue: { 2502: { text: 'Blocked sender' }, 2571: { text: 'Limit of trial', actor: 'account-manager' } },
      }),
    );
    expect(describeCode(2502, catalogue)).toMatchObject({ text: 'Blocked sender', details: null, actor: 'you' });
    expect(describeCode(2571, catalogue)).toMatchObject({ text: 'Limit of trial', actor: 'account-manager' });
    expect(describeCode(2568, catalogue).text).toBe('Unable to authenticate');
  });

  test.each([
    [
      { fields: { code: ['two words'] } },
      'extraction.fields.code[0]: must be the name of a field as the log writes it',
    ],
    [
      { carrierAliases: { a: 'b c' } },
      'extraction.carrierAliases.a: must be 1-64 letters, digits or . _ : -, as in "31003"; got "b c"',
    ],
    [{ logGroups: [{ name: 'a', prefix: 'b' }] }, 'extraction.logGroups[0]: must have either a name or a prefix'],
    [{ catalogue: { 99: { text: 'x' } } }, 'extraction.catalogue.99'],
    [{ catalogue: { 2502: { text: 'x', actor: 'them' } } }, 'extraction.catalogue.2502.actor'],
    [{ aliases: {} }, 'extraction: unknown "aliases"'],
  ])('%j is refused: %s', (value, message) => {
    expect(() => extraction(value)).toThrow(`mm7watch.config.json: ${message}`);
  });

  test('every problem is told at once', () => {
    expect(() => readSettings({ extraction: { fields: { code: [1], status: [2] } } }, 'x')).toThrow(
      /code\[0\].*\n.*status\[0\]/,
    );
  });
});
