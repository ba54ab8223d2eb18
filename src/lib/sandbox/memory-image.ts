/**
 * A machine at rest, as bytes. Everything QuickJS knows lies in its linear memory, but for its stack
 * pointer. From the bottom: data, stack (which grows down), heap.
 */
export interface MemoryImage {
	/** Of the whole memory, with what is empty. */
	memoryBytes: number;
	data: Uint8Array;
	/** Where the stack begins and, at rest, the stack pointer is. The heap is above. */
	stackTop: number;
	heap: Uint8Array;
	/** The word where the allocator keeps the end of its heap (`sbrk`). */
	heapEndPlace: number;
	/** Places in that memory: QuickJS's runtime and context, and the function that takes messages. */
	runtime: number;
	context: number;
	dispatcher: number;
}

/** QuickJS stops at its own limit of 160 KiB; one frame of it, and the C functions below, may go further. */
const STACK_USED_MAX_BYTES = 1024 * 1024;

/** Takes the parts of memory that hold anything. What lies in the stack of a machine at rest is dead. */
export function imageOf(
	memory: Uint8Array<ArrayBuffer>,
	places: Pick<MemoryImage, 'stackTop' | 'heapEndPlace' | 'runtime' | 'context' | 'dispatcher'>
): MemoryImage {
	const { stackTop, heapEndPlace } = places;
	const heapEnd = heapEndOf(memory, heapEndPlace);
	const lowest = new BigUint64Array(memory.buffer, 0, (stackTop - STACK_USED_MAX_BYTES) >> 3);
	const dataEnd = (lowest.findLastIndex((word) => word !== 0n) + 1) * 8;
	return {
		...places,
		memoryBytes: memory.length,
		data: shareable(memory.subarray(0, dataEnd)),
		heap: shareable(memory.subarray(stackTop, heapEnd))
	};
}

/** A copy that threads need not copy again; a page has no shared memory, and one machine only. */
function shareable(bytes: Uint8Array): Uint8Array {
	if (typeof SharedArrayBuffer === 'undefined') return bytes.slice();
	const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
	copy.set(bytes);
	return copy;
}

/**
 * Makes memory what it was. Only what a run can have touched is written: a fifth of it all.
 *
 * @param dataEndBefore how far the data reached of the image that was there before: another one can leave
 * bytes where this one has none.
 */
export function restoreMemory(
	memory: Uint8Array<ArrayBuffer>,
	image: MemoryImage,
	dataEndBefore: number
): void {
	const { data, stackTop, heap } = image;
	const heapEnd = heapEndOf(memory, image.heapEndPlace);
	memory.set(data);
	if (dataEndBefore > data.length) memory.fill(0, data.length, dataEndBefore);
	memory.fill(0, stackTop - STACK_USED_MAX_BYTES, stackTop);
	memory.set(heap, stackTop);
	if (heapEnd > stackTop + heap.length) memory.fill(0, stackTop + heap.length, heapEnd);
}

export function heapEndOf(memory: Uint8Array<ArrayBuffer>, heapEndPlace: number): number {
	return new DataView(memory.buffer).getUint32(heapEndPlace, true);
}

/**
 * Where the allocator keeps the end of its heap: the highest of the words that change when so much is
 * taken that the heap must grow. For a machine that is still empty.
 */
export function findHeapEndPlace(
	memory: Uint8Array<ArrayBuffer>,
	stackTop: number,
	take: (bytes: number) => number
): number {
	const words = new Uint32Array(memory.buffer, 0, Math.min(stackTop, DATA_MAX_BYTES) >> 2);
	const before = words.slice();
	const takenEnd = take(PROBE_BYTES) + PROBE_BYTES;
	const grown = words.filter(
		(word, index) => word !== before[index] && word >= takenEnd && word <= memory.length
	);
	const place = words.indexOf(Math.max(...grown));
	if (place < 0 || (before[place] ?? 0) < stackTop)
		throw new Error('The allocator of QuickJS has changed: look at where it keeps the end of its heap.');
	return place * 4;
}

const DATA_MAX_BYTES = 1024 * 1024;
/** Less than the prelude takes, so that nothing is left over. */
const PROBE_BYTES = 1024 * 1024;
