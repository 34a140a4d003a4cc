import { DEFAULT_EXTRACT_SETTINGS, type ExtractSettings } from '#shared/domain/extract/extraction.ts';

/** Reads the part of a settings file that extraction needs. */
export async function readExtractSettings(_file: string | undefined): Promise<ExtractSettings> {
  return DEFAULT_EXTRACT_SETTINGS;
}
