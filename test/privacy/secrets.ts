/** What stands in logs of gateways and may stand nowhere else: nobody's number, and values of which no part is a word. */
export const SECRETS = {
  phone: '12025550147',
  /** Of the VASPID that the simulated gateway writes. */
  vaspid: '5d41402abc4b',
  password: 'pw-x7Qk2vR9',
  authorization: 'bXM3OnB3LXg3UWsydlI5',
  text: 'zebra crossing at dawn',
  /** Of the subject that the simulated gateway writes. */
  subject: 'Your code is 4711',
} as const;

/** All of them in a line, as careless software writes it. */
export const SECRET_FIELDS = `to=+${SECRETS.phone} password=${SECRETS.password} authorization="Basic ${SECRETS.authorization}" text="${SECRETS.text}"`;

/** Names of the secrets that a text holds, whatever stands between the digits of the number. */
export function secretsIn(text: string): string[] {
  const digits = text.replace(/[ ().-]/g, '');
  return Object.entries(SECRETS)
    .filter(([name, secret]) => (name === 'phone' ? digits : text).includes(secret))
    .map(([name]) => name);
}

/** Keys and values of an item as text, binary ones as the bytes they are. */
export function textOfItem(item: object): string {
  return JSON.stringify(item, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}
