import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { READ_ROUTES } from '#shared/api/routes.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import { WIDGETS } from '#shared/pipeline/widget.ts';
import { secretsIn } from '../privacy/secrets.ts';
import {
  ask,
  askUnsigned,
  type Cloud,
  cloudOf,
  countsInTable,
  createArchive,
  createLogGroup,
  createSecret,
  createTopic,
  deleteStack,
  filtersOf,
  invoke,
  itemsOf,
  logGroupsOf,
  messagesIn,
  putLines,
  receive,
  resourcesOf,
  subscribeQueue,
} from './cloud.ts';
import { compareProperties } from './compare-properties.ts';
import { bootstrap, type Deployed, deploy, outputOf, STACK } from './deploy.ts';
import type { Emulator } from './emulator.ts';
import type { Listener } from './listener.ts';
import { propertiesOf } from './properties.ts';
import { run } from './run-command.ts';
import { at, differences, resourceIn } from './template.ts';
import { BROKEN_SERVICE, expectedSubmits, portionOfTraffic } from './traffic.ts';
import { waitUntil } from './wait.ts';

/** What the story is told with. */
export interface Stage {
  readonly emulator: Emulator;
  readonly listener: Listener;
  readonly tell: (text: string) => void;
}

/** The settings that are deployed; the group `/mms/early` is there already, `/mms/late` comes after. */
const settingsFor = ({ heartbeatUrl }: Listener, heartbeatTopicArn: string) => ({
  logGroups: { names: ['/mms/gateway'], prefixes: ['/mms/early', '/mms/late'] },
  channels: { slackWebhookSecretName: 'mms/slack-webhook', heartbeatUrl, heartbeatTopicArn },
  table: { maxWriteRequestUnits: 4000 },
  alarms: { emails: ['operators@example.com'] },
  reservedConcurrency: { ingest: 5 },
});
/** What was deployed first, and with which settings. */
interface FirstDeployment {
  readonly first: Deployed;
  readonly settings: ReturnType<typeof settingsFor>;
}
/** A portion every five seconds: a detector sees two to three whole minutes of them. */
const PORTIONS = 30;
const SECONDS_BETWEEN_PORTIONS = 5;

/** From an empty account to an alert, and on through updates; throws at the first thing that is not as it must be. */
export async function prove(stage: Stage): Promise<void> {
  const { emulator, listener, tell } = stage;
  const cloud = cloudOf(emulator);
  await createLogGroup(cloud, '/mms/gateway');
  await createLogGroup(cloud, '/mms/early/a');
  await createArchive(cloud, '/mms/early/archive');
  await createSecret(cloud, 'mms/slack-webhook', listener.slackUrl);

  const heartbeatTopicArn = await createTopic(cloud, 'heartbeats');
  const beatsUrl = await subscribeQueue(cloud, heartbeatTopicArn, 'heartbeats');
  const settings = settingsFor(listener, heartbeatTopicArn);

  await bootstrap(emulator);
  tell('bootstrapped');
  const first = await deploy(emulator, settings, 'first');
  tell(`deployed; log groups under the prefixes: ${outputOf(first, 'LogGroups')}`);
  assert.equal(outputOf(first, 'LogGroups'), '1 subscribed, 1 refused (/mms/early/archive: class-without-filters)');

  const queueUrl = await subscribeQueue(cloud, outputOf(first, 'TopicArn'), 'alerts');
  await compareWithTemplate(cloud, first, tell);
  const laterGroup = await subscribeLater(cloud, first);
  tell('a log group that was made later is subscribed');

  const traffic = sendTraffic(cloud, ['/mms/gateway', '/mms/early/a', laterGroup], tell);
  const alert = await proveAlert(stage, cloud, { queueUrl, beatsUrl });
  await traffic;
  await proveCounts(cloud, first, tell);
  await proveRepeatsChangeNothing(cloud, first, tell);
  await proveAnswers(cloud, first, tell);
  await proveWidgets(cloud, first, tell);
  await provePeople(stage);
  await provePrivacy(stage, cloud, { deployed: first, alert });
  await proveUpdates(stage, cloud, { first, settings });
  await proveRemoval(cloud, first, tell);
}

async function compareWithTemplate(cloud: Cloud, { template }: Deployed, tell: Stage['tell']): Promise<void> {
  const resources = await resourcesOf(cloud, STACK);
  const physicalIdOf = (logicalId: string) => resources.get(logicalId)?.physicalId ?? '';
  const { kept, dropped } = await compareProperties(propertiesOf(cloud, template, physicalIdOf));
  tell(`read back: ${kept} properties are as in the template; the emulator drops ${dropped.join(', ')}`);
}

/** CloudTrail is not emulated, so that the hour has to find it. */
async function subscribeLater(cloud: Cloud, { template }: Deployed): Promise<string> {
  const logGroup = '/mms/late/b';
  await createLogGroup(cloud, logGroup);
  await invoke(cloud, await functionName(cloud, template, 'Subscribe'), { kind: 'hourly' });
  return logGroup;
}

async function sendTraffic(cloud: Cloud, logGroups: readonly string[], tell: Stage['tell']): Promise<void> {
  for (let serial = 0; serial < PORTIONS; serial++) {
    const logGroup = logGroups[serial % logGroups.length] ?? '';
    await putLines(cloud, logGroup, portionOfTraffic(serial, Date.now()));
    if (serial % 10 === 9) tell(`${serial + 1} of ${PORTIONS} portions of log lines are put`);
    await pause(SECONDS_BETWEEN_PORTIONS * 1000);
  }
}

async function proveAlert(
  { listener, tell }: Stage,
  cloud: Cloud,
  { queueUrl, beatsUrl }: { readonly queueUrl: string; readonly beatsUrl: string },
): Promise<string> {
  const message = await waitUntil('an alert is in the queue', { withinSeconds: 360 }, () => receive(cloud, queueUrl));
  const envelope: unknown = JSON.parse(message);
  const body: unknown = JSON.parse(String(at(envelope, 'Message')));
  tell(`alert in the queue: ${String(at(body, 'title'))}`);
  assert.equal(at(body, 'version'), 1);
  assert.ok(JSON.stringify(at(body, 'episode', 'codes')).includes('2568'), 'the alert must name the code 2568');
  assert.equal(at(body, 'episode', 'scope', 'vasid'), BROKEN_SERVICE);
  assert.equal(at(envelope, 'MessageAttributes', 'severity', 'Value'), 'critical');
  assert.equal(at(envelope, 'MessageAttributes', 'scope', 'Value'), `vasid=${BROKEN_SERVICE}`);
  const inSlack = await waitUntil('it is in Slack', { withinSeconds: 60 }, async () => listener.slackMessages[0]);
  assert.ok(inSlack.includes(BROKEN_SERVICE), `Slack must be told whom it concerns, got ${inSlack}`);
  tell('the same in Slack');
  await waitUntil('a heartbeat comes', { withinSeconds: 120 }, async () => listener.heartbeats.length > 0);
  const beat = await waitUntil('one is in the topic', { withinSeconds: 60 }, () => receive(cloud, beatsUrl));
  assert.equal(at(JSON.parse(String(at(JSON.parse(beat), 'Message'))), 'source'), STACK);
  tell('heartbeats came with the tick, to the address and to the topic');
  return message;
}

async function proveCounts(cloud: Cloud, deployed: Deployed, tell: Stage['tell']): Promise<void> {
  const wanted = expectedSubmits(PORTIONS);
  const tableName = outputOf(deployed, 'TableName');
  await waitUntil('all lines are counted', { withinSeconds: 120 }, async () => {
    const counts = await countsInTable(cloud, tableName);
    return [...wanted].every(([key, count]) => counts.get(key) === count);
  });
  const counts = await countsInTable(cloud, tableName);
  assert.deepEqual(new Map([...counts].sort()), new Map([...wanted].sort()));
  tell(`counts in the table are exact: ${JSON.stringify(Object.fromEntries(counts))}`);
}

/** The same delivery three times over: counted once. */
async function proveRepeatsChangeNothing(cloud: Cloud, deployed: Deployed, tell: Stage['tell']): Promise<void> {
  const ingest = await functionName(cloud, deployed.template, 'Ingest');
  const tableName = outputOf(deployed, 'TableName');
  const before = (await countsInTable(cloud, tableName)).get('submit|4001') ?? 0;
  const message = 'mm7 submit answered status_code=4001 vasid=svc-well carrier=31002';
  const delivery = {
    messageType: 'DATA_MESSAGE',
    owner: '000000000000',
    logGroup: '/mms/gateway',
    logStream: 'i-0a1b2c3d',
    subscriptionFilters: [STACK],
    logEvents: [{ id: '7'.repeat(56), timestamp: Date.now(), message }],
  };
  const event = { awslogs: { data: gzipSync(JSON.stringify(delivery)).toString('base64') } };
  for (let times = 0; times < 3; times++) await invoke(cloud, ingest, event);
  const counted = async () => (await countsInTable(cloud, tableName)).get('submit|4001');
  await waitUntil('the delivery is counted', { withinSeconds: 60 }, async () => (await counted()) !== undefined);
  await pause(8000);
  assert.equal(await counted(), before + 1);
  tell('a delivery that came three times is counted once');
}

/** What people ask from the command line goes over the URLs of the stack, signed; the emulator cannot say who signs a change. */
async function provePeople({ emulator: { environment }, tell }: Stage): Promise<void> {
  const mm7watch = (...words: string[]) =>
    run(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...words, '--stack', STACK], { environment });
  const told: unknown = JSON.parse(await mm7watch('episodes', '--since', '1h', '--json'));
  const id = String(at(told, 'episodes', 0, 'id'));
  assert.match(await mm7watch('escalate', id), /^Subject: MM7 submits fail with 2568 /);
  tell('episodes, and the letter about one, are told on the command line, over the URL of the stack');
}

async function proveAnswers(cloud: Cloud, deployed: Deployed, tell: Stage['tell']): Promise<void> {
  const url = outputOf(deployed, 'QueryUrl');
  const answerTo = async (path: string): Promise<unknown> => {
    const { status, body } = await ask(cloud, url, path);
    assert.equal(status, 200, `${path} answered ${status} ${body}`);
    return JSON.parse(body);
  };
  assert.equal((await askUnsigned(cloud, url, '/v1/codes')).status, 403);
  const outcomes = at(await answerTo('/v1/codes'), 'rows');
  assert.ok(Array.isArray(outcomes));
  const counted = new Map(outcomes.map((row) => [`submit|${String(at(row, 'outcome'))}`, at(row, 'count')]));
  for (const [key, count] of expectedSubmits(PORTIONS)) assert.equal(counted.get(key), count, key);
  const services = at(await answerTo('/v1/breakdown?by=vasid'), 'rows');
  assert.equal(at(services, 0, 'value'), BROKEN_SERVICE);
  assert.equal(at(await answerTo('/v1/episodes'), 'rows', 0, 'rule'), 'provisioning-auth');
  const quality = at(await answerTo('/v1/quality'), 'rows');
  assert.equal(Array.isArray(quality) && quality.length, 3);
  assert.ok(Array.isArray(at(await answerTo('/v1/series?step=minute'), 'lines', 0, 'counts')));
  assert.equal(at(await answerTo('/v1/funnel'), 'by'), 'carrier');
  assert.ok(Array.isArray(at(await answerTo('/v1/catalog?code=2568'), 'rows')));
  assert.equal(at(await answerTo('/v1/openapi.json'), 'openapi'), '3.1.0');
  assert.equal(at(await answerTo('/v1/health'), 'status'), 'ok');
  assert.equal((await ask(cloud, url, '/v1/breakdown?by=shoe')).status, 400);
  assert.equal((await ask(cloud, url, '/')).status, 404);
  tell(
    'the query URL answers codes, breakdown, funnel, episodes, quality, series, catalog, its own description and health',
  );
}

/** The dashboard's own widgets, called as CloudWatch calls them. */
async function proveWidgets(cloud: Cloud, { template }: Deployed, tell: Stage['tell']): Promise<void> {
  const widget = await functionName(cloud, template, 'Widget');
  const timeRange = { mode: 'relative', start: Date.now() - HOUR_MS, end: Date.now(), relativeStart: HOUR_MS };
  const draw = async (show: string) =>
    String(await invoke(cloud, widget, { show, widgetContext: { timeRange, theme: 'dark', params: { show } } }));
  const said = { codes: '2568', 'heat-by-carrier': '2568', 'heat-by-service': '2568', episodes: BROKEN_SERVICE };
  for (const show of WIDGETS) {
    const html = await draw(show);
    assert.ok(html.includes(said[show]), `the widget ${show} must tell ${said[show]}, got ${html.slice(0, 200)}`);
    assert.doesNotMatch(html, /<script/i);
  }
  const described = at(await invoke(cloud, widget, { describe: true }), 'markdown');
  assert.match(String(described), /`show` is one of/);
  tell(`the dashboard's widgets are drawn: ${WIDGETS.join(', ')}`);
}

/** What stood in the logs of the gateway and is nobody's business stands nowhere else. */
async function provePrivacy(
  { listener, tell }: Stage,
  cloud: Cloud,
  { deployed, alert }: { readonly deployed: Deployed; readonly alert: string },
): Promise<void> {
  const url = outputOf(deployed, 'QueryUrl');
  const logGroups = (await logGroupsOf(cloud)).filter((name) => !name.startsWith('/mms/'));
  const places = new Map<string, readonly string[]>([
    ['items', await itemsOf(cloud, outputOf(deployed, 'TableName'))],
    ['messages', [alert, ...listener.slackMessages]],
    [
      'answers',
      await Promise.all(
        READ_ROUTES.filter(({ path }) => !path.includes('{')).map(async ({ path, parameters }) => {
          const { status, body } = await ask(cloud, url, 'by' in parameters.shape ? `${path}?by=carrier` : path);
          assert.equal(status, 200, `${path} answered ${status} ${body}`);
          return body;
        }),
      ),
    ],
    ['lines of the functions', (await Promise.all(logGroups.map((name) => messagesIn(cloud, name)))).flat()],
  ]);
  for (const [place, texts] of places) {
    assert.ok(texts.length > 0, `there must be ${place} to look through`);
    assert.deepEqual(secretsIn(texts.join('\n')), [], `no ${place} may hold what stood in the logs`);
  }
  const looked = [...places].map(([place, texts]) => `${texts.length} ${place}`);
  tell(`no number, key or text of a message in ${looked.join(', ')}`);
}

/** What is laid beside the code changes with a catalogue of one's own, and nothing else of the stack does. */
async function proveUpdates(
  { emulator, tell }: Stage,
  cloud: Cloud,
  { first, settings }: FirstDeployment,
): Promise<void> {
  const before = await resourcesOf(cloud, STACK);
  const catalogue = { 2571: { text: 'Limit of a trial account' } };
  const newCode = { ...settings, extraction: { catalogue } };
  const second = await deploy(emulator, newCode, 'second');
  for (const [id, properties] of differences(first.template, second.template)) {
    assert.equal(second.template.Resources[id]?.Type, 'AWS::Lambda::Function', `${id} must not change with the code`);
    assert.deepEqual(properties, ['Code'], `${id} must change in nothing but its code`);
  }
  assert.deepEqual(await resourcesOf(cloud, STACK), before, 'a change of code must replace nothing');
  assert.equal((await ask(cloud, outputOf(second, 'QueryUrl'), '/v1/health')).status, 200);
  tell('new code is deployed; nothing was replaced');

  const again = await deploy(emulator, newCode, 'again');
  assert.match(again.said, /no changes/);
  tell('deployed again: no changes');

  const longer = await deploy(emulator, { ...newCode, retention: { functionLogDays: 60 } }, 'longer');
  await compareWithTemplate(cloud, longer, tell);
  assert.ok((await countsInTable(cloud, outputOf(longer, 'TableName'))).size > 0, 'an update must keep the counts');
  tell('settings are updated; the counts are still there');
}

/** By name, since the emulator does not understand what `cdk destroy` asks. */
async function proveRemoval(cloud: Cloud, first: Deployed, tell: Stage['tell']): Promise<void> {
  assert.deepEqual(await filtersOf(cloud, '/mms/gateway'), [STACK]);
  assert.deepEqual(await filtersOf(cloud, '/mms/early/a'), [`${STACK}-by-prefix`]);
  await deleteStack(cloud, STACK);
  for (const logGroup of ['/mms/gateway', '/mms/early/a', '/mms/late/b']) {
    assert.deepEqual(await filtersOf(cloud, logGroup), [], `${logGroup} must have no filter left`);
  }
  assert.ok((await countsInTable(cloud, outputOf(first, 'TableName'))).size > 0, 'the counts must outlive the stack');
  tell('the stack is deleted: no filter is left, the counts are still there');
}

async function functionName(cloud: Cloud, template: Deployed['template'], word: string): Promise<string> {
  const { id } = resourceIn(template, 'AWS::Lambda::Function', word);
  return (await resourcesOf(cloud, STACK)).get(id)?.physicalId ?? '';
}
