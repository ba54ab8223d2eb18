/** QuickJS's `JS_STRIP_SOURCE`. */
export const STRIP_SOURCE = 1;

/** Handler and tracker with what they are given, the list of jobs, the loader of modules: none of them is a flag. */
const OTHER_FIELDS_BYTES = 6 * 4;
const FIELDS_MAX_BYTES = 96;

/**
 * Where the runtime keeps whether functions keep their source text.
 *
 * QuickJS can be told not to (`JS_SetStripInfo`), but quickjs-emscripten's WASM has no export for that
 * call, which writes one byte. It is found by trying: each byte that is zero, until a function has no
 * text any more; only what lies behind the interrupt handler is tried. The prelude without its text is a quarter smaller, and is not there to be read.
 */
export function findStripFlag(
	memory: Uint8Array<ArrayBuffer>,
	handlerPlace: number,
	isStripped: () => boolean
): number {
	const end = handlerPlace + FIELDS_MAX_BYTES;
	for (let place = handlerPlace + OTHER_FIELDS_BYTES; place < end; place++) {
		if (memory[place] !== 0) continue;
		memory[place] = STRIP_SOURCE;
		const isFound = isStripped();
		memory[place] = 0;
		if (isFound) return place;
	}
	throw new Error('The runtime of QuickJS has changed: look at where it keeps its strip flags.');
}
