import { RemovalPolicy } from 'aws-cdk-lib';
import type { Settings } from '../../shared/config/settings.ts';

/** What becomes of what is kept when the stack is deleted. */
export function removalPolicyOf(settings: Settings): RemovalPolicy {
  return settings.removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
}
