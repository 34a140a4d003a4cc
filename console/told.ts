/** Up to when there were counts as the page was served; null where that was not known. */
export function toldNowMs(): number | null {
  const told = document.querySelector<HTMLMetaElement>('meta[name=now]')?.content ?? '';
  return told === '' ? null : Number(told);
}
