import type { LogEvent } from '../model.ts';
import type { Extraction, ExtractSettings } from './extraction.ts';
import { fieldNames } from './field-names.ts';
import { readAlone, readPlainly, readTogether, resultOf, startFinding, takeSaid } from './finding.ts';
import { eventsOf, startJoining } from './join.ts';
import { Reading } from './reading.ts';
import { type Skim, skimFor } from './relevance.ts';
import { startTemplates, type Templates } from './templates.ts';

const NOTHING: Extraction = { statuses: [], defects: [], openFrom: null };

/**
 * Reads the MM7 statuses out of log events of one stream, in order. Each event that may concern MM7 is unwrapped and the
 * messages in its markup are read, joined with those of the events before where one is spread over several; an event that
 * gave none so is read as a line. Takes time linear in the size of the input and never throws.
 * @param isWorthReading what to ask of an event before it is read; reading every event gives the same, and takes longer
 */
export function extract(
  events: readonly LogEvent[],
  settings: ExtractSettings,
  isWorthReading: Skim = skimFor(fieldNames(settings)),
): Extraction {
  const first = events.findIndex(isWorthReading);
  if (first < 0) return NOTHING;
  const names = fieldNames(settings);
  const templates = templatesFor(settings);
  const joiner = startJoining();
  const finding = startFinding(events, settings);
  for (const [index, event] of events.entries()) {
    if (index < first) continue;
    const isOpen = joiner.isOpen();
    if (!isOpen && !isWorthReading(event)) continue;
    const said = isOpen ? null : templates.read(event);
    if (said) {
      takeSaid(finding, index, said);
      continue;
    }
    const reading = new Reading(event.message, names);
    if (!isOpen && !reading.isOpen) {
      readAlone(finding, index, reading);
      if (reading.messages.length > 0) templates.learn(event);
      continue;
    }
    if (!isOpen) finding.readings.clear();
    finding.readings.set(index, reading);
    const { own, joined, absorbed } = joiner.take({ index, timestampMs: event.timestampMs }, reading);
    for (const message of joined) readTogether(finding, eventsOf(message), [message]);
    if (!absorbed) readTogether(finding, [index], own);
    else for (const message of own) readTogether(finding, [], [message]);
  }
  const open = joiner.rest();
  for (const message of open) readTogether(finding, eventsOf(message), [message]);
  return resultOf(finding, open);
}

const templatesOfSettings = new WeakMap<ExtractSettings, Templates>();

/** The templates that were learned with settings, from whichever batch. */
function templatesFor(settings: ExtractSettings): Templates {
  const known = templatesOfSettings.get(settings);
  if (known) return known;
  const names = fieldNames(settings);
  const begun = startTemplates(settings, (event) => readPlainly(event, new Reading(event.message, names), settings));
  templatesOfSettings.set(settings, begun);
  return begun;
}
