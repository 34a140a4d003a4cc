import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Post } from './post.ts';

/** Tells somebody that all is well; whoever listens there raises the alarm when this stops. It never rejects. */
export type Heartbeat = () => Promise<'taken' | 'not-taken'>;

/** A topic is waited for no longer than an address is: the tick has other things to do. */
const TIMEOUT_MS = 10_000;

/**
 * A heartbeat to an address; one that is not taken is no error, since what is missed is the alarm itself.
 * @param url empty where nobody listens
 */
export function heartbeatToUrl(url: string, stackName: string, post: Post): Heartbeat {
  return async () => {
    if (url === '') return 'taken';
    const answer = await post(url, { source: stackName }).catch(() => null);
    return answer !== null && answer.status < 300 ? 'taken' : 'not-taken';
  };
}

/**
 * The same to a topic, which may be of another account and of another region, as an alarm on silence ought to be.
 * @param topicArn empty where nobody listens
 */
export function heartbeatToTopic(topicArn: string, stackName: string): Heartbeat {
  if (topicArn === '') return async () => 'taken';
  const client = new SNSClient({ region: topicArn.split(':')[3] });
  const message = { TopicArn: topicArn, Message: JSON.stringify({ source: stackName }) };
  return () =>
    client
      .send(new PublishCommand(message), { abortSignal: AbortSignal.timeout(TIMEOUT_MS) })
      .then(() => 'taken' as const)
      .catch(() => 'not-taken' as const);
}
