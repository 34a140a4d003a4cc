import type { Kind } from '../model.ts';

/**
 * The elements of MM7 that matter here (3GPP TS 23.140, annex "MM7 schema"). Local names decide, with their case; prefixes
 * and namespaces do not.
 */

/** Messages that carry a status, with the kind it counts as. */
export const STATUS_MESSAGES: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['SubmitRsp', 'submit'],
  ['RSErrorRsp', 'submit'],
  ['CancelRsp', 'cancel'],
  ['ReplaceRsp', 'replace'],
  ['DeliverRsp', 'ack'],
  ['DeliveryReportRsp', 'ack'],
  ['ReadReplyRsp', 'ack'],
  ['VASPErrorRsp', 'ack'],
  ['DeliveryReportReq', 'delivery-report'],
  ['ReadReplyReq', 'read-reply'],
]);

/** Messages that ask and carry no status; their VASID names the service. */
const REQUESTS = ['SubmitReq', 'DeliverReq', 'CancelReq', 'ReplaceReq'];

/** Requests of either direction, in which a VASID may stand. */
export const REQUEST_MESSAGES: ReadonlySet<string> = new Set([...REQUESTS, 'DeliveryReportReq', 'ReadReplyReq']);

/** Elements whose content is somebody's text: what looks like a tag in them is none. */
export const TEXT_ELEMENTS: ReadonlySet<string> = new Set([
  ...['Subject', 'Content', 'StatusText', 'Details', 'faultstring', 'faultcode', 'Reason', 'Text'],
]);

/** Elements whose end ends every message in them. */
export const SURROUNDINGS: ReadonlySet<string> = new Set(['Envelope', 'Body', 'Fault']);

/**
 * Names by which a piece of text is known to be markup of MM7 as it stands, and not markup that was escaped once more. Names
 * that any XML may have, as `Date` or `Body`, are left out.
 */
export const VOCABULARY: ReadonlySet<string> = new Set([
  ...STATUS_MESSAGES.keys(),
  ...REQUESTS,
  ...[
    'Envelope',
    'Fault',
    'Subject',
    'StatusText',
    'Details',
    'faultstring',
    'faultcode',
    'TransactionID',
    'MM7Version',
  ],
  ...['MessageID', 'Status', 'StatusCode', 'MMStatus', 'VASPID', 'VASID', 'SenderIdentification', 'SenderAddress'],
  ...['Recipients', 'LinkedID', 'ServiceCode', 'RFC2822Address', 'ShortCode', 'Content', 'DeliveryReport', 'ReadReply'],
]);
