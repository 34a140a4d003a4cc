/** `1,234`. */
export function formatCount(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `27 %`, `4.1 %`, `< 0.1 %` of a share, 0–1: two digits that tell. */
export function formatShare(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.05) return '< 0.1 %';
  return `${value >= 10 ? Math.round(value) : Number(value.toFixed(1))} %`;
}
