import { Refusal } from '../../domain/refusal.ts';

/** Slack refused a message, or could not be reached; secrets, as tokens and addresses of webhooks, stand in none of its words. */
export class SlackError extends Refusal {
  override readonly name = 'SlackError';
}
