/** A service that sends through the gateway. */
export interface Service {
  readonly vasid: string;
  /** Submits a minute, on average. */
  readonly perMinute: number;
  /** Which of the gateway's formats its traffic is logged in. */
  readonly format: 'soap' | 'json' | 'dump' | 'fields';
}

/** Something that breaks and mends again. */
export interface Incident {
  readonly code: number;
  readonly vasid: string | null;
  readonly carrier: string | null;
  /** Part of the submits in its scope that fail while it lasts, 0–1. */
  readonly failedShare: number;
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Refusals that come and go: so many minutes of each period they are there. */
  readonly sawTooth: { readonly periodMinutes: number; readonly badMinutes: number } | null;
}

export const SERVICES: readonly Service[] = [
  { vasid: 'news-daily', perMinute: 90, format: 'json' },
  { vasid: 'parcel-eta', perMinute: 70, format: 'soap' },
  { vasid: 'promo-us', perMinute: 60, format: 'dump' },
  { vasid: 'bank-alerts', perMinute: 40, format: 'soap' },
  { vasid: 'clinic-7', perMinute: 20, format: 'fields' },
  { vasid: 'school-run', perMinute: 8, format: 'json' },
];

/** Carriers with their part of the traffic. */
export const CARRIERS: readonly (readonly [carrier: string, share: number])[] = [
  ['31002', 0.4],
  ['31003', 0.3],
  ['31004', 0.2],
  ['31005', 0.1],
];

/** Codes that every gateway sees now and then, with their part of all submits. */
export const USUAL_ERRORS: readonly (readonly [code: number, share: number])[] = [
  [2002, 0.012],
  [2004, 0.004],
  [3510, 0.003],
  [3000, 0.003],
  [4004, 0.002],
];

/** The three things that break in the demonstration. */
export const INCIDENTS: readonly Incident[] = [
  {
    ...{ code: 2568, vasid: 'parcel-eta', carrier: null, failedShare: 1 },
    ...{ fromMinute: 18, toMinute: 44, sawTooth: null },
  },
  {
    ...{ code: 3520, vasid: null, carrier: '31003', failedShare: 0.35 },
    ...{ fromMinute: 58, toMinute: 88, sawTooth: null },
  },
  {
    ...{ code: 3510, vasid: 'promo-us', carrier: null, failedShare: 0.5 },
    ...{ fromMinute: 100, toMinute: 127, sawTooth: { periodMinutes: 5, badMinutes: 3 } },
  },
];

/** The incident that a submit meets, or undefined. */
export function incidentAt(minute: number, vasid: string, carrier: string): Incident | undefined {
  return INCIDENTS.find(
    (incident) =>
      minute >= incident.fromMinute &&
      minute < incident.toMinute &&
      (incident.vasid === null || incident.vasid === vasid) &&
      (incident.carrier === null || incident.carrier === carrier) &&
      isInTooth(incident, minute),
  );
}

function isInTooth({ sawTooth, fromMinute }: Incident, minute: number): boolean {
  return sawTooth === null || (minute - fromMinute) % sawTooth.periodMinutes < sawTooth.badMinutes;
}
