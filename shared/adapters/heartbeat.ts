import type { Post } from './post.ts';

/** Tells an address that all is well; whoever listens there raises the alarm when this stops. */
export type Heartbeat = () => Promise<'taken' | 'not-taken'>;

/**
 * A heartbeat to an address; one that is not taken is no error, since what is missed is the alarm itself.
 * @param url empty where nobody listens
 */
export function heartbeatTo(url: string, stackName: string, post: Post): Heartbeat {
  return async () => {
    if (url === '') return 'taken';
    const answer = await post(url, { source: stackName }).catch(() => null);
    return answer !== null && answer.status < 300 ? 'taken' : 'not-taken';
  };
}
