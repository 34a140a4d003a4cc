import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import type { Episode, Reason } from '#shared/domain/episode.ts';
import type { Insight } from '#shared/domain/insight/insight.ts';
import type { Notification } from '#shared/domain/message/notification.ts';
import type { Told } from '#shared/domain/message/told.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from './builders.ts';

/** What texts know beside the episodes. */
export const TOLD: Told = {
  catalogue: DEFAULT_CATALOGUE,
  links: {
    console: 'https://mms.example.com',
    docs: 'https://docs.example.com/mm7watch',
    runbooks: new Map([
      ['2568', 'https://wiki.example.com/mms/credentials'],
      ['throughput', 'https://wiki.example.com/mms/throughput'],
    ]),
    logs: { region: 'us-east-1', logGroups: ['/mms/gateway'], prefixes: [] },
  },
};

/** Names within the grammar of the log that mean something in chat, and what people write that means something anywhere. */
export const HOSTILE_VASID = '_x_:smile:-https:evil.example';
export const HOSTILE_WORDS = '<!channel> *hi* `rm` & <https://evil.example|click> <script>alert(1)</script>';

const RISING = [...Array.from({ length: 24 }, () => 0), 12, 70, 76, 74, 78, 71];
const BOUTS = [...Array.from({ length: 15 }, () => 0), 31, 28, 33, 0, 0, 30, 29, 31, 0, 0, 30, 27, 33, 0, 0];

function insight(changes: Partial<Insight> = {}): Insight {
  return {
    reach: {
      services: { failing: 1, sending: 1 },
      carriers: { failing: 4, sending: 4 },
      failedShare: 1,
      failedShareElsewhere: 0.0012,
    },
    ...{ byCode: [], causes: [], limits: [], recent: { fromMs: NOON_MS - 24 * MINUTE_MS, errors: RISING } },
    ...changes,
  };
}

const at = (minutes: number) => NOON_MS + minutes * MINUTE_MS;
const NOBODY = { scope: { vasid: null, carrier: null }, codes: [2568] };

/** An episode that was told of a reason, `minutes` after it began. */
function told(reason: Reason, minutes: number, changes: Partial<Episode>): Notification {
  const one = episode({ openedMs: at(1), ...changes });
  const { scope, codes } = one;
  const opened = { atMs: one.openedMs, reason: 'opened', scope, codes } as const;
  const history = one.history.length > 0 ? one.history : [opened];
  const who = one.acknowledgedBy?.who ?? one.silence?.author;
  const last = { atMs: at(minutes), reason, scope, codes, ...(who === undefined ? {} : { who }) };
  const whole = reason === 'opened' ? history : [...history, last];
  return {
    id: `${one.id}-${whole.length}`,
    reason,
    episode: { ...one, version: whole.length, history: whole },
  };
}

const CREDENTIALS: Partial<Episode> = {
  codes: [2568],
  ...{ scope: { vasid: 'parcel-eta', carrier: null }, errors: 381, messages: 381, usualShare: 0.0002 },
  evidence: { alternative: 'nearly all', plausibleShare: 0.00058 },
  byCarrier: [
    { value: '31002', share: 0.41 },
    { value: '31003', share: 0.28 },
    { value: '31004', share: 0.2 },
    { value: '31005', share: 0.11 },
  ],
  insight: insight({
    causes: [{ name: 'credentials-changed', evidence: '100 % of its submits are refused, at all 4 carriers' }],
  }),
};

const CARRIER: Partial<Episode> = {
  codes: [3520],
  ...{ scope: { vasid: null, carrier: '31003' }, errors: 341, messages: 1_204, usualShare: 0.0004 },
  evidence: { alternative: 'five times the normal', plausibleShare: 0.011 },
  byVasid: [
    { value: 'news-daily', share: 0.31 },
    { value: 'parcel-eta', share: 0.24 },
    { value: 'promo-us', share: 0.21 },
  ],
  insight: insight({
    reach: {
      services: { failing: 6, sending: 6 },
      carriers: { failing: 1, sending: 1 },
      ...{ failedShare: 0.28, failedShareElsewhere: 0.0002 },
    },
    causes: [
      {
        name: 'carrier-not-provisioned',
        evidence: 'all 6 services that send there are refused alike, 0.02 % elsewhere',
      },
    ],
  }),
};

const THROUGHPUT: Partial<Episode> = {
  ...{ rule: 'throughput', severity: 'warning', codes: [3510], scope: { vasid: 'promo-us', carrier: null } },
  ...{ errors: 272, messages: 905, usualShare: 0.003 },
  evidence: { alternative: 'five times the normal', plausibleShare: 0.0099 },
  byCarrier: [
    { value: '31002', share: 0.42 },
    { value: '31003', share: 0.31 },
  ],
  insight: insight({
    causes: [
      {
        name: 'limit-lowered',
        evidence:
          'no more is sent than before (60 a minute), but of it 42 a minute are accepted, where 60 a minute were',
      },
    ],
    limits: [
      {
        ...{ vasid: 'promo-us', acceptedPerMinute: 30, minutes: 9 },
        ...{ mostAcceptedPerMinute: 64, submitsPerMinute: 60.2 },
      },
    ],
    recent: { fromMs: NOON_MS - 15 * MINUTE_MS, errors: BOUTS },
  }),
};

const SILENCE = {
  ...{ id: 's-2026-11-23-1210-abc123', matcher: { vasid: 'parcel-eta' }, author: 'Ada Lovelace' },
  ...{ reason: 'the provider rotates keys until two', fromMs: at(10), untilMs: at(120) },
};

/** Episodes that tell something, each at the moment that tells it, by the name of their golden file. */
export const TELLING_EPISODES: Readonly<Record<string, Notification>> = {
  'credentials-opened': told('opened', 1, CREDENTIALS),
  'carrier-after-marker': told('opened', 1, {
    ...CARRIER,
    markers: [{ atMs: at(-4), text: 'moved to the new short code', vasid: null, author: 'Grace' }],
  }),
  'throughput-in-bouts': told('opened', 15, THROUGHPUT),
  'account-escalated': told('escalated', 12, {
    ...NOBODY,
    ...{ codes: [3520, 2550], errors: 9_120, messages: 9_400, usualShare: 0.0004 },
    byVasid: [{ value: 'svc-7', share: 0.96 }],
    byCarrier: [{ value: '31002', share: 0.5 }],
    insight: insight({
      reach: {
        services: { failing: 6, sending: 6 },
        carriers: { failing: 4, sending: 4 },
        ...{ failedShare: 0.97, failedShareElsewhere: null },
      },
      byCode: [
        { value: '2550', share: 0.8 },
        { value: '3520', share: 0.2 },
      ],
      causes: [
        {
          name: 'account-disabled',
          evidence: 'the provider says so of 97 % of the submits, at all 4 carriers',
        },
      ],
    }),
  }),
  'credentials-reminder-next-day': told('reminder', 26 * 60, { ...CREDENTIALS, errors: 84_120, messages: 84_133 }),
  'service-widened-to-all': told('widened', 8, {
    ...{ ...CARRIER, scope: { vasid: null, carrier: null } },
    byCarrier: [
      { value: '31002', share: 0.44 },
      { value: '31003', share: 0.38 },
    ],
    insight: insight({
      reach: {
        services: { failing: 6, sending: 6 },
        carriers: { failing: 4, sending: 4 },
        ...{ failedShare: 0.28, failedShareElsewhere: null },
      },
      causes: [{ name: 'account-not-provisioned', evidence: 'all 6 services are refused, at all 4 carriers' }],
    }),
    history: [
      {
        ...{ atMs: at(1), reason: 'opened', scope: { vasid: 'svc-7', carrier: '31003' }, codes: [3520] },
      },
    ],
  }),
  'two-services': told('widened', 4, {
    ...{ ...CARRIER, scope: { vasid: null, carrier: null }, errors: 214, messages: 988 },
    byVasid: [
      { value: 'svc-7', share: 0.55 },
      { value: 'svc-9', share: 0.43 },
    ],
    byCarrier: [
      { value: '31002', share: 0.44 },
      { value: '31003', share: 0.38 },
    ],
    insight: insight({
      reach: {
        services: { failing: 2, sending: 6 },
        carriers: { failing: 4, sending: 4 },
        ...{ failedShare: 0.22, failedShareElsewhere: null },
      },
      causes: [{ name: 'service-not-provisioned', evidence: '2 of 6 services are refused, at all 4 carriers' }],
    }),
    history: [{ atMs: at(1), reason: 'opened', scope: { vasid: 'svc-7', carrier: null }, codes: [3520] }],
  }),
  'credentials-taken-on': told('acknowledged', 6, {
    ...{ ...CREDENTIALS, state: 'acknowledged', acknowledgedBy: { who: 'Ada Lovelace', atMs: at(6) } },
  }),
  'credentials-silenced': told('silenced', 10, { ...CREDENTIALS, quiet: 'silenced', silence: SILENCE }),
  'silence-ends-soon': told('silence-ending', 105, { ...CREDENTIALS, quiet: 'silenced', silence: SILENCE }),
  'credentials-resolved': told('resolved', 42, {
    ...CREDENTIALS,
    ...{ state: 'resolved', resolvedMs: at(42), errors: 1_862, messages: 3_020 },
    summary: {
      ...{ durationMs: 42 * MINUTE_MS, peakShare: 1, peakMs: at(2), messages: 3_020, errors: 1_862 },
      retryableShare: 1,
    },
  }),
  'throughput-stale': told('stale', 7 * 60, { ...THROUGHPUT, state: 'resolved', resolvedMs: at(7 * 60) }),
  'logs-not-counted': told('opened', 20, {
    ...{ rule: 'lost-logs', ...NOBODY, codes: [], errors: 1_200, messages: 41_877 },
    lostLogs: {
      logGroup: '/mms/gateway',
      toMs: NOON_MS + HOUR_MS,
      repair: 'mm7watch backfill /mms/gateway --from 2026-11-23T12:00Z --to 2026-11-23T13:00Z',
    },
  }),
  'hostile-names': told('silenced', 10, {
    ...CREDENTIALS,
    scope: { vasid: HOSTILE_VASID, carrier: null },
    ...{ quiet: 'silenced', silence: { ...SILENCE, author: HOSTILE_WORDS, reason: HOSTILE_WORDS } },
  }),
  'hostile-markers': told('opened', 1, {
    ...{ ...CREDENTIALS, scope: { vasid: null, carrier: HOSTILE_VASID } },
    byVasid: [{ value: HOSTILE_VASID, share: 0.9 }],
    markers: [{ atMs: at(-4), text: HOSTILE_WORDS, vasid: null, author: HOSTILE_WORDS }],
    acknowledgedBy: { who: HOSTILE_WORDS, atMs: at(0) },
  }),
};
