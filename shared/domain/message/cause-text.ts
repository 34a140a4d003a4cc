import type { CauseName } from '../insight/cause.ts';

/** What a likely cause is in words, and what to do next; `docs/causes.md` says more of each. */
export interface CauseText {
  readonly says: string;
  readonly next: string;
}

/** The words of every cause. */
export const CAUSE_TEXTS: Readonly<Record<CauseName, CauseText>> = {
  'credentials-changed': {
    says: 'the credentials were changed on one side only',
    next: 'compare the user, password and ids that the gateway sends with those the provider has; then send again',
  },
  'credentials-partly-changed': {
    says: 'some of your senders have new credentials and others old ones',
    next: 'look in the logs which hosts fail, and give them the credentials of the others',
  },
  'account-disabled': {
    says: 'the provider has closed the account for MMS',
    next: 'call your account manager; hold back what you send, since all of it is refused',
  },
  'service-not-provisioned': {
    says: 'the service or its short code is not set up there',
    next: 'have your account manager set it up',
  },
  'carrier-not-provisioned': {
    says: 'the carrier no longer has your programme set up',
    next: 'have your account manager ask the carrier; other carriers go on as they are',
  },
  'account-not-provisioned': {
    says: 'your account has lost its provisioning',
    next: 'call your account manager now, and name the services that fail',
  },
  'limit-exceeded': {
    says: 'more is sent than the limit allows',
    next: 'send more slowly and send again what was refused; ask for a higher limit if it is to stay',
  },
  'limit-lowered': {
    says: 'the limit was lowered, or others use it up',
    next: 'send no more than is accepted, send the rest later, and ask the provider what changed',
  },
  'one-customer': {
    says: 'one service uses up a limit that is shared',
    next: 'slow that service down; the others are well as soon as it sends less',
  },
  'carrier-capacity': {
    says: 'the carrier is at its capacity',
    next: 'wait, then send again more slowly',
  },
  'carrier-not-answering': {
    says: 'the carrier does not answer in time',
    next: 'tell the provider; some of these messages may have arrived all the same',
  },
  'carrier-rejects': {
    says: 'the carrier refuses without saying why',
    next: 'tell the provider, with examples, so that it asks the carrier',
  },
  'lookup-service-down': {
    says: 'the provider cannot look up carriers',
    next: 'tell the provider; send again later',
  },
  'provider-not-answering': {
    says: "the provider's platform is in trouble, or your way to it",
    next: "look at the provider's status page and at your own network, then call the provider",
  },
};
