/**
 * What the engine's WASM asks of its surroundings, without the surroundings: no clock, no time zone,
 * no environment, in which emscripten puts the language of the browser and the path of the script.
 * Else the same program would print another hour in another place, two machines would not begin with
 * the same dice, and their memory and steps would differ by the length of a path.
 *
 * The names are those that emscripten's minifier gave in the pinned version; tests/sandbox/restore.test.ts,
 * tests/journeys/parity.test.ts and the test of time zones fail when they change.
 */
export function withoutSurroundings(
	imports: WebAssembly.Imports,
	memory: WebAssembly.Memory
): WebAssembly.Imports {
	const { a: functions = {} } = imports;
	for (const name of [NOW, LOCAL_TIME, TIME_ZONE, ENVIRONMENT, ENVIRONMENT_SIZES]) {
		if (typeof functions[name] !== 'function')
			throw new Error(`The engine's WASM has changed: it no longer imports ${name}.`);
	}
	return {
		...imports,
		a: {
			...functions,
			[NOW]: () => 0,
			[ENVIRONMENT]: () => 0,
			[ENVIRONMENT_SIZES]: (count: number, bytes: number) => {
				const view = new DataView(memory.buffer);
				view.setUint32(count, 0, true);
				view.setUint32(bytes, 0, true);
				return 0;
			},
			[LOCAL_TIME]: (seconds: bigint, place: number) =>
				writeTime(new DataView(memory.buffer), place, seconds),
			[TIME_ZONE]: (zone: number, daylight: number, ...names: number[]) => {
				const view = new DataView(memory.buffer);
				view.setUint32(zone, 0, true);
				view.setUint32(daylight, 0, true);
				for (const name of names) view.setUint32(name, UTC, true);
			}
		}
	};
}

const NOW = 'p';
const LOCAL_TIME = 'm';
const TIME_ZONE = 'n';
const ENVIRONMENT = 'e';
const ENVIRONMENT_SIZES = 'f';
/** The letters, and the NUL that ends them, as a little-endian word. */
const UTC = 0x00435455;

/** Fills C's `struct tm`, eleven words: second to day of the year, daylight saving, seconds east of Greenwich. */
function writeTime(view: DataView, place: number, seconds: bigint): void {
	const date = new Date(Number(seconds) * 1_000);
	const dayOfYear = (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000;
	const words = [
		date.getUTCSeconds(),
		date.getUTCMinutes(),
		date.getUTCHours(),
		date.getUTCDate(),
		date.getUTCMonth(),
		date.getUTCFullYear() - 1_900,
		date.getUTCDay(),
		Math.floor(dayOfYear),
		0,
		0
	];
	words.forEach((word, index) => view.setInt32(place + index * 4, word, true));
}
