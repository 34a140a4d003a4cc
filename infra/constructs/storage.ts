import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Settings } from '../../shared/config/settings.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** What a function may do with the items whose partition keys begin with certain letters. */
export interface ItemGrant {
  /** Names of actions without their service, as in `Query`. */
  readonly actions: readonly string[];
  /** Beginnings of partition keys, as in `P#`; see `shared/adapters/dynamodb/keys.ts`. */
  readonly leadingKeys: readonly string[];
}

/** What DynamoDB does with a key of ours in the name of whoever reads or writes. */
const KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** The one table. */
export class Storage extends Construct {
  readonly table: TableV2;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings }) {
    super(scope, id);
    const { table, removalPolicy } = props.settings;
    const policy = removalPolicyOf(props.settings);
    this.key = table.customerManagedKey
      ? new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: policy })
      : undefined;
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand({
        maxReadRequestUnits: table.maxReadRequestUnits,
        maxWriteRequestUnits: table.maxWriteRequestUnits,
      }),
      timeToLiveAttribute: 'exp',
      dynamoStream: StreamViewType.KEYS_ONLY, // the key of a partial says which minute it belongs to
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removalPolicy === 'retain',
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      removalPolicy: policy,
    });
    if (this.key) this.encryptWith(this.key);
  }

  /** Set past `TableV2`, which takes a key of ours only in a stack that is bound to a region. */
  private encryptWith(key: Key): void {
    const table = this.table.node.defaultChild;
    if (!(table instanceof CfnGlobalTable)) throw new Error('a TableV2 has a CfnGlobalTable as its default child');
    table.sseSpecification = { sseEnabled: true, sseType: 'KMS' };
    table.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
  }

  /** Allows actions on some kinds of items and no others. */
  grantItems(grantee: IGrantable, { actions, leadingKeys }: ItemGrant): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys.map((key) => `${key}*`) } },
      }),
    );
    this.key?.grant(grantee, ...KEY_ACTIONS);
  }
}
