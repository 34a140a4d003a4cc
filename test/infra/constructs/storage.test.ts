import { describe, expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, statementsIn, templateOf } from '../synthesized.ts';

const plain = templateOf();
const full = templateOf(EVERYTHING);
const TABLE = 'AWS::DynamoDB::GlobalTable';

describe('the table', () => {
  test('is on demand, expires its items, can be restored, cannot be deleted, and shows the keys of what changes', () => {
    expect(propertiesIn(plain, TABLE)).toMatchInlineSnapshot(`
      [
        {
          "AttributeDefinitions": [
            {
              "AttributeName": "pk",
              "AttributeType": "S",
            },
            {
              "AttributeName": "sk",
              "AttributeType": "S",
            },
          ],
          "BillingMode": "PAY_PER_REQUEST",
          "KeySchema": [
            {
              "AttributeName": "pk",
              "KeyType": "HASH",
            },
            {
              "AttributeName": "sk",
              "KeyType": "RANGE",
            },
          ],
          "Replicas": [
            {
              "DeletionProtectionEnabled": true,
              "PointInTimeRecoverySpecification": {
                "PointInTimeRecoveryEnabled": true,
              },
              "Region": {
                "Ref": "AWS::Region",
              },
            },
          ],
          "SSESpecification": {
            "SSEEnabled": false,
          },
          "StreamSpecification": {
            "StreamViewType": "KEYS_ONLY",
          },
          "TimeToLiveSpecification": {
            "AttributeName": "exp",
            "Enabled": true,
          },
        },
      ]
    `);
  });

  test('stays when the stack goes, unless it is told otherwise', () => {
    plain.hasResource(TABLE, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    templateOf({ removalPolicy: 'destroy' }).hasResource(TABLE, {
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [{ DeletionProtectionEnabled: false }] },
    });
  });

  test('has the bounds of throughput and the key that are asked for', () => {
    full.hasResourceProperties(TABLE, {
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 4000 },
      Replicas: [{ ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 2000 } }],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
    full.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });
});

describe('what functions may do with the table', () => {
  const allowed = (word: string) =>
    statementsIn(plain, word)
      .filter(({ Condition }) => Condition?.['ForAllValues:StringLike'] !== undefined)
      .map(({ Action, Condition }) => [
        [Action].flat(),
        [Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']].flat(),
      ]);

  test.each([
    ['Ingest', [[['dynamodb:BatchWriteItem'], ['P#*']]]],
    [
      'Query',
      [
        [
          ['dynamodb:Query', 'dynamodb:GetItem'],
          ['R#*', 'H#*', 'D#*', 'E#*', 'A#*', 'V#*', 'M#*', 'X#*'],
        ],
        [['dynamodb:BatchGetItem'], ['S#scope#*']],
      ],
    ],
    [
      'Act',
      [
        [['dynamodb:GetItem'], ['E#*']],
        [['dynamodb:Query', 'dynamodb:DeleteItem'], ['A#*']],
        [['dynamodb:PutItem'], ['E#*', 'A#*', 'M#*']],
      ],
    ],
    [
      'Detect',
      [
        [['dynamodb:Query'], ['P#*', 'M#*', 'R#*', 'H#*', 'D#*', 'S#*', 'E#*', 'A#*', 'V#*', 'L#*', 'C#*']],
        [
          ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
          ['R#*', 'H#*', 'D#*', 'S#*', 'E#*', 'A#*', 'V#*', 'L#*', 'C#*'],
        ],
        [['dynamodb:BatchGetItem'], ['S#*']],
        [['dynamodb:DeleteItem'], ['A#*']],
      ],
    ],
  ])('%s may touch no other items', (word, wanted) => {
    expect(allowed(word)).toEqual(wanted);
  });
});
