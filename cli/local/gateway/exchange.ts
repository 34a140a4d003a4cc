import { describeCode } from '#shared/domain/catalogue.ts';

/** One submit and its answer as the gateway knows them. */
export interface Exchange {
  readonly atMs: number;
  readonly transactionId: string;
  readonly vasid: string;
  readonly carrier: string;
  readonly recipient: string;
  readonly code: number;
}

const NAMESPACE = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** How a vendor's SOAP stack writes: prefix of SOAP, prefix of MM7, whether it breaks lines. */
export interface Dialect {
  readonly soap: string;
  readonly mm7: string;
  readonly pretty: boolean;
}

export const DIALECTS: readonly [Dialect, ...Dialect[]] = [
  { soap: 'soapenv', mm7: 'mm7:', pretty: false },
  { soap: 'env', mm7: '', pretty: true },
  { soap: 'SOAP-ENV', mm7: 'ns1:', pretty: false },
];

/** The request, with what real ones hold and no log should: an account key, a recipient, a text. */
export function submitRequest(exchange: Exchange, dialect: Dialect): string {
  const { mm7 } = dialect;
  const body = [
    `<${mm7}SubmitReq${declare(dialect)}>`,
    `<${mm7}MM7Version>6.8.0</${mm7}MM7Version>`,
    `<${mm7}SenderIdentification><${mm7}VASPID>vk-${exchange.vasid}-5d41402abc4b</${mm7}VASPID>`,
    `<${mm7}VASID>${exchange.vasid}</${mm7}VASID></${mm7}SenderIdentification>`,
    `<${mm7}Recipients><${mm7}To><${mm7}Number>${exchange.recipient}</${mm7}Number></${mm7}To></${mm7}Recipients>`,
    `<${mm7}ServiceCode>2500</${mm7}ServiceCode><${mm7}DeliveryReport>true</${mm7}DeliveryReport>`,
    `<${mm7}Subject>Your code is 4711</${mm7}Subject><${mm7}Content href="cid:part1@example.com"/>`,
    `</${mm7}SubmitReq>`,
  ];
  return envelope(exchange, dialect, body);
}

/** The answer: SubmitRsp for success, a SOAP Fault with RSErrorRsp for a failure. */
export function submitAnswer(exchange: Exchange, dialect: Dialect): string {
  const { mm7, soap } = dialect;
  const text = describeCode(exchange.code).text ?? 'Error';
  const status = `<${mm7}Status><${mm7}StatusCode>${exchange.code}</${mm7}StatusCode><${mm7}StatusText>${text}</${mm7}StatusText></${mm7}Status>`;
  if (exchange.code === 1000) {
    const messageId = `<${mm7}MessageID>mid-${exchange.transactionId}</${mm7}MessageID>`;
    return envelope(exchange, dialect, [
      `<${mm7}SubmitRsp${declare(dialect)}>`,
      messageId,
      status,
      `</${mm7}SubmitRsp>`,
    ]);
  }
  const error = `<${mm7}RSErrorRsp${declare(dialect)}>${status}</${mm7}RSErrorRsp>`;
  const fault = [
    `<${soap}:Fault><faultcode>${soap}:Client</faultcode><faultstring>refused</faultstring>`,
    `<detail>${error}</detail>`,
    `</${soap}:Fault>`,
  ];
  return envelope(exchange, dialect, fault);
}

/** A delivery report, and our own answer to it. */
export function deliveryReport(exchange: Exchange, status: string): string {
  const dialect = DIALECTS[0];
  const report = [
    `<mm7:DeliveryReportReq${declare(dialect)}><mm7:MessageID>mid-${exchange.transactionId}</mm7:MessageID>`,
    `<mm7:Recipient><mm7:Number>${exchange.recipient}</mm7:Number></mm7:Recipient>`,
    `<mm7:MMStatus>${status}</mm7:MMStatus><mm7:StatusText>report</mm7:StatusText></mm7:DeliveryReportReq>`,
  ];
  return envelope(exchange, dialect, report);
}

export function reportAnswer(exchange: Exchange): string {
  const dialect = DIALECTS[0];
  const status =
    '<mm7:Status><mm7:StatusCode>1000</mm7:StatusCode><mm7:StatusText>Success</mm7:StatusText></mm7:Status>';
  return envelope(exchange, dialect, [
    `<mm7:DeliveryReportRsp${declare(dialect)}>`,
    status,
    '</mm7:DeliveryReportRsp>',
  ]);
}

function envelope({ transactionId }: Exchange, { soap, mm7, pretty }: Dialect, body: readonly string[]): string {
  const declared = mm7 === '' ? ` xmlns="${NAMESPACE}"` : ` xmlns:${mm7.slice(0, -1)}="${NAMESPACE}"`;
  const parts = [
    `<${soap}:Envelope xmlns:${soap}="${SOAP}"><${soap}:Header>`,
    `<${mm7}TransactionID${declared} ${soap}:mustUnderstand="1">${transactionId}</${mm7}TransactionID>`,
    `</${soap}:Header><${soap}:Body>`,
    ...body,
    `</${soap}:Body></${soap}:Envelope>`,
  ];
  return parts.join(pretty ? '\n  ' : '');
}

function declare({ mm7 }: Dialect): string {
  return mm7 === '' ? ` xmlns="${NAMESPACE}"` : ` xmlns:${mm7.slice(0, -1)}="${NAMESPACE}"`;
}
