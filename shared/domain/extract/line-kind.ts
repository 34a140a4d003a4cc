import type { Kind } from '../model.ts';

const PRINTED_CLASS =
  /\b([Ss]ubmit|[Rr][Ss]Error|[Cc]ancel|[Rr]eplace|[Dd]eliveryReport|[Dd]eliver|[Rr]eadReply|(?:VASP|vasp)Error)(?:Rsp|Resp|Response|Res|Req|Request)\b/;
const KIND_OF_CLASS: Readonly<Record<string, Kind>> = {
  submit: 'submit',
  rserror: 'submit',
  cancel: 'cancel',
  replace: 'replace',
};
const OTHER_OPERATION =
  /(?<![a-z])(?:cancel|replace|dlr|read[ _-]?reply|delivery[ _-]?report(?! ?[=:]))|mm7[ ._-]?deliver(?![a-z])/i;

/**
 * The kind of answer that a line with a code speaks of: that of the printed object it stands in, else a submit; null where
 * the line names another operation, since the kind is never guessed.
 */
export function kindOfLine(text: string): Kind | null {
  const printed = text.includes('Re') || text.includes('Rsp') ? PRINTED_CLASS.exec(text)?.[1] : undefined;
  if (printed !== undefined) return KIND_OF_CLASS[printed.toLowerCase()] ?? 'ack';
  return /submit/i.test(text) || !OTHER_OPERATION.test(text) ? 'submit' : null;
}
