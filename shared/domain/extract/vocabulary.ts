import type { Kind } from '../model.ts';
import { nameTable } from './name-table.ts';

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

/** What an element is here. The content of a `text` is somebody's: what looks like a tag in it is none. */
export type Role =
  | ('envelope' | 'body' | 'fault' | 'message' | 'transaction-id')
  | ('code' | 'status' | 'vasid' | 'text');

const TEXTS = ['Subject', 'Content', 'StatusText', 'Details', 'faultstring', 'faultcode', 'Reason', 'Text'];

/** What elements are here, by their local names. */
export const rolesByName = nameTable<Role>([
  ['Envelope', 'envelope'],
  ['Body', 'body'],
  ['Fault', 'fault'],
  ['TransactionID', 'transaction-id'],
  ['StatusCode', 'code'],
  ['MMStatus', 'status'],
  ['VASID', 'vasid'],
  ...[...STATUS_MESSAGES.keys(), ...REQUESTS].map((name) => [name, 'message'] as const),
  ...TEXTS.map((name) => [name, 'text'] as const),
]);

/** Whether the end of an element ends every message in it. */
export function isAround(role: Role | undefined): boolean {
  return role === 'envelope' || role === 'body' || role === 'fault';
}

/**
 * Names by which a piece of text is known to be markup of MM7 as it stands, and not markup that was escaped once more. Names
 * that any XML may have, as `Date` or `Body`, are left out.
 */
export const VOCABULARY: ReadonlySet<string> = new Set([
  ...STATUS_MESSAGES.keys(),
  ...REQUESTS,
  ...['Envelope', 'Fault', 'Subject', 'StatusText', 'Details', 'faultstring', 'faultcode', 'TransactionID'],
  ...['MM7Version', 'MessageID', 'Status', 'StatusCode', 'MMStatus', 'VASPID', 'VASID', 'SenderIdentification'],
  ...['SenderAddress', 'Recipients', 'LinkedID', 'ServiceCode', 'RFC2822Address', 'ShortCode', 'Content'],
  ...['DeliveryReport', 'ReadReply'],
]);
