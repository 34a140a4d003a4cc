import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A policy for those who may call a function over its URL, and in no other way; attached to nobody. */
export function urlCallers(scope: Construct, id: string, fn: IFunction, description: string): ManagedPolicy {
  return new ManagedPolicy(scope, id, {
    description,
    statements: [
      new PolicyStatement({
        actions: ['lambda:InvokeFunctionUrl'],
        resources: [fn.functionArn],
        conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      }),
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'], // asked for as well since October 2025, but only by way of the URL
        resources: [fn.functionArn],
        conditions: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
      }),
    ],
  });
}
