import { describe, expect, test } from 'vitest';
import { mm7, saidBy } from './read.ts';

const submit = mm7('SubmitRsp', '2568');
const report =
  '<DeliveryReportReq><MessageID>m</MessageID><MMStatus>Expired</MMStatus><StatusText>1000</StatusText></DeliveryReportReq>';
const jsonOf = (body: string) => JSON.stringify({ level: 'info', body });
const entities = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const CASES: Readonly<Record<string, readonly (readonly [what: string, message: string, said: readonly string[]])[]>> =
  {
    kinds: [
      ['SubmitRsp', submit, ['submit 2568']],
      ['RSErrorRsp in a Fault', `<s:Fault><detail>${mm7('RSErrorRsp', '3520')}</detail></s:Fault>`, ['submit 3520']],
      ['RSErrorRsp alone', mm7('RSErrorRsp', '3520'), ['submit 3520']],
      ['CancelRsp', mm7('CancelRsp', '1000'), ['cancel 1000']],
      ['ReplaceRsp', mm7('ReplaceRsp', '2000'), ['replace 2000']],
      ['our answer to a report', mm7('DeliveryReportRsp', '1000'), ['ack 1000']],
      ['our answer to a message', mm7('DeliverRsp', '1000'), ['ack 1000']],
      ['our error', mm7('VASPErrorRsp', '4000'), ['ack 4000']],
      ['a report', report, ['delivery-report Expired']],
      ['a read reply', '<ReadReplyReq><MMStatus>Read</MMStatus></ReadReplyReq>', ['read-reply Read']],
      ['a request', '<SubmitReq><Subject>2568</Subject></SubmitReq>', []],
      ['a name in another case', '<submitrsp><StatusCode>2568</StatusCode></submitrsp>', []],
    ],
    codes: [
      ['with blanks', mm7('SubmitRsp', '\n  2568\t'), ['submit 2568']],
      ['with zeros before it', mm7('SubmitRsp', '0002568'), ['submit 2568']],
      ['in CDATA', mm7('SubmitRsp', '<![CDATA[2568]]>'), ['submit 2568']],
      ['with a comment in it', mm7('SubmitRsp', '25<!-- x -->68'), ['submit 2568']],
      ['as references', mm7('SubmitRsp', '&#50;&#x35;&#54;8'), ['submit 2568']],
      ['directly in the message', '<SubmitRsp><StatusCode>2568</StatusCode></SubmitRsp>', ['submit 2568']],
      [
        'in Status although another stands before it',
        '<SubmitRsp><StatusCode>1000</StatusCode><Status><StatusCode>2568</StatusCode></Status></SubmitRsp>',
        ['submit 2568'],
      ],
      [
        'the first of two',
        '<SubmitRsp><Status><StatusCode>2568</StatusCode><StatusCode>1000</StatusCode></Status></SubmitRsp>',
        ['submit 2568'],
      ],
      ['below 1000', mm7('SubmitRsp', '999'), ['submit']],
      ['of five digits', mm7('SubmitRsp', '25680'), ['submit']],
      ['negative', mm7('SubmitRsp', '-2568'), ['submit']],
      ['with a fraction', mm7('SubmitRsp', '2568.0'), ['submit']],
      ['empty', mm7('SubmitRsp', ''), ['submit']],
      ['in an empty element', '<SubmitRsp><Status><StatusCode/></Status></SubmitRsp>', ['submit']],
      ['missing', '<SubmitRsp><MessageID>2568</MessageID></SubmitRsp>', ['submit']],
      ['an entity', mm7('SubmitRsp', '&code;'), ['submit']],
      [
        'within Details',
        '<RSErrorRsp><Status><Details><Status><StatusCode>1000</StatusCode></Status></Details><StatusCode>2568</StatusCode></Status></RSErrorRsp>',
        ['submit 2568'],
      ],
      ['cut off', '<SubmitRsp><Status><StatusCode>2568', []],
      ['cut off after a blank', '<SubmitRsp><Status><StatusCode>2568 ', ['submit 2568']],
      ['cut off as its element ends', '<SubmitRsp><Status><StatusCode>2568<', ['submit 2568']],
    ],
    xml: [
      ['any prefix', mm7('SubmitRsp', '2568', 'a-b_1.c:'), ['submit 2568']],
      [
        'attributes',
        '<SubmitRsp a="x>y" b=\'&lt;\'><Status x="1"><StatusCode y="2">2568</StatusCode></Status></SubmitRsp>',
        ['submit 2568'],
      ],
      [
        'attributes over lines',
        '<SubmitRsp\n  xmlns="x"\n><StatusCode\n>2568</StatusCode\n></SubmitRsp>',
        ['submit 2568'],
      ],
      ['a message in a comment', `<!-- ${mm7('SubmitRsp', '1000')} -->${submit}`, ['submit 2568']],
      [
        'a message in CDATA of a text',
        '<RSErrorRsp><Status><StatusText><![CDATA[<StatusCode>1000</StatusCode>]]></StatusText><StatusCode>2568</StatusCode></Status></RSErrorRsp>',
        ['submit 2568'],
      ],
      ['a message in a Subject', `<DeliverReq><Subject>${mm7('SubmitRsp', '1000')}</Subject></DeliverReq>`, []],
      ['an escaped message in a Subject', `<DeliverReq><Subject>${entities(submit)}</Subject></DeliverReq>`, []],
      [
        'a declaration and a DOCTYPE',
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "1000">]>${submit}`,
        ['submit 2568'],
      ],
      ['a byte order mark', `\ufeff${submit}`, ['submit 2568']],
      ['an unclosed Fault', `<s:Body><s:Fault><detail>${mm7('RSErrorRsp', '3520')}</s:Body>`, ['submit 3520']],
      ['two messages', submit + mm7('DeliveryReportRsp', '1000'), ['submit 2568', 'ack 1000']],
      [
        'a report and our answer',
        `${report}\n${mm7('DeliveryReportRsp', '1000')}`,
        ['delivery-report Expired', 'ack 1000'],
      ],
      [
        'SOAP 1.2',
        `<env:Fault><env:Code><env:Value>env:Sender</env:Value></env:Code><env:Reason><env:Text>2000</env:Text></env:Reason><env:Detail>${mm7('RSErrorRsp', '2568')}</env:Detail></env:Fault>`,
        ['submit 2568'],
      ],
      ['a status of another protocol', '<samlp:StatusCode Value="x"/>', []],
    ],
    wrappers: [
      ['a prefix of a log', `2026-03-16 10:20:04,123 [http-1] INFO c.e.G - ${submit}`, ['submit 2568']],
      ['colours', `\u001b[32mINFO\u001b[0m ${submit}`, ['submit 2568']],
      ['syslog', `<13>Mar 16 10:20:04 host sender[25]: ${submit}`, ['submit 2568']],
      ['an HTTP dump', `HTTP/1.1 500 Error\r\nContent-Length: 1000\r\n\r\n${submit}`, ['submit 2568']],
      ['JSON', jsonOf(submit), ['submit 2568']],
      ['JSON in JSON in JSON', jsonOf(jsonOf(jsonOf(submit))), ['submit 2568']],
      ['JSON in an array', JSON.stringify([{ a: ['x', submit] }]), ['submit 2568']],
      ['JSON after a prefix', `2026-03-16T10:20:04Z INFO payload=${jsonOf(submit)} done`, ['submit 2568']],
      ['JSON that is cut off', jsonOf(`${submit} and more`).slice(0, -6), ['submit 2568']],
      ['a JSON string', JSON.stringify(submit), ['submit 2568']],
      [
        'escapes of JSON without JSON',
        `body="${submit.replaceAll('/', '\\/').replaceAll('<', '\\u003c')}"`,
        ['submit 2568'],
      ],
      ['escaped markup', entities(submit), ['submit 2568']],
      ['markup escaped three times', entities(entities(entities(submit))), ['submit 2568']],
      ['escaped markup in other XML', `<log><msg>${entities(submit)}</msg></log>`, ['submit 2568']],
      ['escaped markup in JSON', jsonOf(entities(submit)), ['submit 2568']],
      ['percent-encoding', `body=${encodeURIComponent(submit)}`, ['submit 2568']],
      ['percent-encoding twice', `body=${encodeURIComponent(encodeURIComponent(submit))}`, ['submit 2568']],
      [
        'a form',
        `xml=${encodeURIComponent(submit.replace('>2568', '> 2568')).replaceAll('%20', '+')}`,
        ['submit 2568'],
      ],
      [
        'two messages in one JSON',
        JSON.stringify({ request: '<SubmitReq><VASID>svc-7</VASID></SubmitReq>', response: submit }),
        ['submit 2568 @svc-7'],
      ],
      [
        'JSON with a brace in a Subject',
        `<SubmitReq><Subject>{"statusCode":1000}</Subject></SubmitReq>${submit}`,
        ['submit 2568'],
      ],
    ],
    lines: [
      [
        'a JSON field',
        '{"event":"mm7.submit","statusCode":2568,"vasId":"svc-7","carrier":"31003"}',
        ['submit 2568 @svc-7 #31003'],
      ],
      ['a JSON field as a string', '{"status-code":"2568"}', ['submit 2568']],
      ['a JSON field of three digits', '{"event":"mm7.submit","statusCode":200}', []],
      ['a JSON field with a fraction', '{"statusCode":2568.5}', []],
      ['a JSON field deep down', '{"mm7":{"result":{"mm7_status_code":3520}}}', ['submit 3520']],
      ['a JSON field named status or code', '{"event":"mm7","status":2568,"code":3520}', []],
      ['key=value', 'mm7 submit failed STATUS_CODE=3520 text="x" vasid=svc-7', ['submit 3520 @svc-7']],
      ['key="value"', 'mm7 submit failed statusCode="3520", carrierId=31003', ['submit 3520 #31003']],
      ['key=value in JSON', '{"log":"mm7 submit failed statusCode=3520\\n","stream":"out"}', ['submit 3520']],
      ['a printed object', 'INFO SubmitRes(tid=t1, statusCode=1000, messageId=m1)', ['submit 1000']],
      ['a printed object in another', 'SubmitResponse{status=Status{statusCode=1000}}', ['submit 1000']],
      ['a printed object of Node.js', "mm7 answer { statusCode: 2568, vasId: 'svc-7' }", ['submit 2568 @svc-7']],
      ['a printed answer of ours', 'DeliveryReportRes(statusCode=1000)', ['ack 1000']],
      ['a printed answer to a cancel', 'CancelRsp[statusCode=1000]', ['cancel 1000']],
      ['another operation', 'mm7 cancel answered statusCode=1000', []],
      ['a query of an address', 'GET /x?statusCode=2568&y=1', []],
      ['Mbuni, sent', 'INFO: Sent to MMC[op], code=[1000=>Success], msgid=[9]', ['submit 1000']],
      ['Mbuni, failed', 'ERROR: Send to MMSC[op], failed, code=[2002=>Address Error], detail=[2568]', ['submit 2002']],
      [
        'Mbuni, report',
        'Received DLR MMS [INT:MMSBox] [ACT:Retrieved] [MMSC:op] [to:12025550107]',
        ['delivery-report Retrieved'],
      ],
      [
        'Mbuni, HTTP failure',
        'ERROR: Failed to contact MMC[url=https://x:2507/v1] => HTTP returned status=[500]!',
        ['transport 500'],
      ],
      ['a report in JSON', '{"event":"mm7.dlr","deliveryStatus":"unrecognised"}', ['delivery-report Unrecognized']],
      ['a report with a status of digits', 'mm7 report mmStatus=42', ['delivery-report']],
      ['a message in markup beats fields', `{"statusCode":1000,"body":"${submit}"}`, ['submit 2568']],
      ['numbers that look like codes', '2026-03-16T10:20:04Z port 2568, 3520 bytes, took 1000 ms', []],
    ],
    transport: [
      ['an HTTP error', 'mm7 submit to https://mm7.example.com/v1 failed: HTTP 502 Bad Gateway', ['transport 502']],
      ['an HTTP status field', '{"event":"mm7.submit","httpStatus":503}', ['transport 503']],
      ['a refused connection', 'c.e.Mm7Client - java.net.ConnectException: Connection refused', ['transport']],
      [
        'a refused connection of Node.js',
        '{"msg":"mm7 submit failed","err":"connect ECONNREFUSED 10.0.0.1:443"}',
        ['transport'],
      ],
      ['a timeout', 'mm7 request timed out after 30000 ms', ['transport']],
      ['a setting of a timeout', 'mm7 client configured: read timeout=30000', []],
      ['an access log', '10.0.0.1 - - [16/Mar/2026:10:20:04 +0000] "POST /mm7/v1 HTTP/1.1" 503 0', ['transport 503']],
      [
        'an access log that ended well',
        '10.0.0.1 - - [16/Mar/2026:10:20:04 +0000] "POST /mm7/v1 HTTP/1.1" 200 503',
        [],
      ],
      ['an access log of another path', 'mm7.example.com 10.0.0.1 "GET /health HTTP/1.1" 503 0', []],
      ['another call', 'billing request timed out', []],
      [
        'a Fault of MM7 without an answer',
        'mm7 answer <s:Envelope><s:Body><s:Fault><faultstring>Internal 2568</faultstring></s:Fault></s:Body></s:Envelope>',
        ['transport'],
      ],
      [
        'a Fault of something else',
        '<s:Envelope><s:Body><s:Fault><faultstring>Internal</faultstring></s:Fault></s:Body></s:Envelope>',
        [],
      ],
      [
        'an HTML page for an answer',
        'POST /mm7/v1 HTTP/1.1\r\nHost: x\r\n\r\n<SubmitReq><VASID>svc-7</VASID></SubmitReq>\r\nHTTP/1.1 504 Gateway Timeout\r\n\r\n<html><h1>504</h1></html>',
        ['transport 504 @svc-7'],
      ],
      [
        'a customer who writes of it',
        '<SubmitReq xmlns="urn:mm7"><Subject>connection refused, HTTP 502</Subject></SubmitReq>',
        [],
      ],
    ],
    dimensions: [
      [
        'the VASID of the only request',
        `<SubmitReq><VASPID>secret</VASPID><VASID>svc-7</VASID></SubmitReq>${submit}`,
        ['submit 2568 @svc-7'],
      ],
      [
        'the request of the same transaction',
        `<E><TransactionID>a</TransactionID><SubmitReq><VASID>one</VASID></SubmitReq></E><TransactionID>b</TransactionID><SubmitReq><VASID>two</VASID></SubmitReq><TransactionID>a</TransactionID>${submit}`,
        ['submit 2568 @one'],
      ],
      [
        'one of several requests, nobody knows which',
        `<SubmitReq><VASID>one</VASID></SubmitReq><SubmitReq><VASID>two</VASID></SubmitReq>${submit}`,
        ['submit 2568'],
      ],
      ['a header', `X-Gateway-Carrier-Id: 31003\r\n\r\n${submit}`, ['submit 2568 #31003']],
      [
        'a header in JSON',
        JSON.stringify({ headers: { 'x-carrier-id': ['31003'] }, body: submit }),
        ['submit 2568 #31003'],
      ],
      ['a carrier of seven digits', 'mm7 submit failed statusCode=2568 carrier=0001890', ['submit 2568 #0001890']],
      ['a service that is a phone number', 'mm7 submit failed statusCode=2568 vasid=12025550123', ['submit 2568']],
      ['a service that holds one', 'mm7 submit failed statusCode=2568 vasid=tel:12025550123', ['submit 2568']],
      ['values outside their grammar', '{"statusCode":2568,"vasId":"a b","carrier":"<b>"}', ['submit 2568']],
      ['VASPID is none', '{"statusCode":2568,"vaspId":"vk123"}', ['submit 2568']],
    ],
  };

describe.each(Object.entries(CASES))('%s', (_section, cases) => {
  test.each(cases)('%s', (_what, message, said) => {
    expect(saidBy(message)).toEqual(said);
  });
});
