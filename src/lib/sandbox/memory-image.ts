/** A machine at rest, as bytes. Everything QuickJS knows lies in its linear memory. */
export interface MemoryImage {
	bytes: Uint8Array<ArrayBuffer>;
	/** Where the bytes are not zero, in order. */
	usedRanges: [number, number][];
	/** Places in that memory: QuickJS's runtime and context, and the function that takes messages. */
	runtime: number;
	context: number;
	dispatcher: number;
}
