/** Sizes of integers by the oid of their type, in bytes. */
const INTEGERS = new Map([
	[20, 8],
	[21, 2],
	[23, 4],
	[26, 4]
]);
const BOOLEAN = 16;
const TEXTS = new Set([25, 1042, 1043]);
const LONGEST = 40;

/**
 * The bytes of an attribute, as they are in a tuple, as a text to read; of types that are not known here the bytes
 * themselves. Dead tuples have no other way to be read.
 *
 * @param bytes `\x01000000`, or `NULL`.
 * @see https://www.postgresql.org/docs/18/storage-page-layout.html
 */
export function attributeText(bytes: string, typeId: number): string | null {
	if (bytes === 'NULL') return null;
	const data = (bytes.replace(/^\\x/, '').match(/../g) ?? []).map((byte) => parseInt(byte, 16));
	const size = INTEGERS.get(typeId);
	if (size !== undefined) return integerText(data.slice(0, size));
	if (typeId === BOOLEAN) return data[0] === 0 ? 'f' : 't';
	if (TEXTS.has(typeId)) return shortened(new TextDecoder().decode(Uint8Array.from(withoutHeader(data))));
	return shortened(bytes);
}

/** Little endian, in two's complement. */
function integerText(bytes: readonly number[]): string {
	const value = bytes.toReversed().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
	return String(BigInt.asIntN(bytes.length * 8, value));
}

/** A short text has one byte before it, whose lowest bit is set; a longer one four (`varatt.h`). */
function withoutHeader(data: readonly number[]): readonly number[] {
	const [first = 0] = data;
	return (first & 1) === 1 ? data.slice(1, first >> 1) : data.slice(4);
}

function shortened(text: string): string {
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
