import { describe, expect, test } from 'vitest';
import type { HttpReply } from '../../../cli/aws/send-over-http.ts';
import type { UnsignedRequest } from '../../../cli/aws/stack.ts';
import type { ApiQuestion } from '../../../cli/console/api.ts';
import { deployedApi } from '../../../cli/console/deployed-api.ts';

const question = (overrides: Partial<ApiQuestion> = {}): ApiQuestion => ({
  ...{ method: 'GET', path: '/v1/codes', search: new URLSearchParams({ code: '3520,2568' }), headers: {}, body: null },
  ...overrides,
});

const asking = (reply: Partial<HttpReply>) => {
  const sent: UnsignedRequest[] = [];
  const api = deployedApi({
    urlOf: (output) => `https://${output.toLowerCase()}.example/`,
    send: async (request) => {
      sent.push(request);
      return { status: 200, headers: {}, body: '{}', ...reply };
    },
  });
  return { api, sent };
};

describe('the API of a deployment', () => {
  test('is asked at the URL that answers questions', async () => {
    const { api, sent } = asking({ headers: { etag: '"1"', 'set-cookie': ['a=b'] } });
    const reply = await api(question({ headers: { 'if-none-match': '"0"' } }));
    expect(sent[0]).toMatchObject({ method: 'GET', headers: { 'if-none-match': '"0"' } });
    expect(sent[0]?.url.href).toBe('https://queryurl.example/v1/codes?code=3520%2C2568');
    expect(reply).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: '{}' });
    expect(Object.keys(reply.headers)).not.toContain('set-cookie');
  });

  test.each(['POST', 'DELETE'])('takes a change by %s at the other', async (method) => {
    const { api, sent } = asking({});
    await api(question({ method, path: '/v1/silences', search: new URLSearchParams(), body: '{}' }));
    expect([sent[0]?.url.href, sent[0]?.body]).toEqual(['https://acturl.example/v1/silences', '{}']);
  });

  test.each([
    ['GET', 'ReadersPolicyArn'],
    ['POST', 'OperatorsPolicyArn'],
  ])('says which policy is missing where AWS refuses %s', async (method, policy) => {
    const { api } = asking({ status: 403, body: '{"Message":"Forbidden"}' });
    expect((await api(question({ method }))).body).toContain(policy);
  });
});
