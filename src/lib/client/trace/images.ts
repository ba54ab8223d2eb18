import * as v from 'valibot';
import type { LabState } from './reducers.ts';

/** The values under a prefix that are what a figure draws, in the order in which they came; others are left out. */
export function imagesOf<Image>(
	state: LabState,
	prefix: string,
	schema: v.GenericSchema<unknown, Image>
): { key: string; image: Image }[] {
	return state.keys(prefix).flatMap((key) => {
		const parsed = v.safeParse(schema, state.get(key));
		return parsed.success ? [{ key, image: parsed.output }] : [];
	});
}
