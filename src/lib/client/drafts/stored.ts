import * as v from 'valibot';

/**
 * What the browser's storage holds under a key, if it is what this release would write there. Storage is a border:
 * another release, or a person, may have written anything.
 */
export function parseStored<Schema extends v.GenericSchema>(
	schema: Schema,
	text: string | null
): v.InferOutput<Schema> | null {
	if (text === null) return null;
	try {
		const parsed = v.safeParse(schema, JSON.parse(text));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
