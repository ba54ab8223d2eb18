/**
 * MurmurHash2 (A. Appleby, public domain) with the seed and the byte order of Kafka's Java client
 * (`org.apache.kafka.common.utils.Utils#murmur2`): the same key lies in the same partition for every client.
 */
export function murmur2(data: Uint8Array): number {
	const { length } = data;
	const at = (index: number) => data[index] ?? 0;
	let hash = SEED ^ length;
	const wholeEnd = length & ~3;
	for (let index = 0; index < wholeEnd; index += 4) {
		let word = at(index) | (at(index + 1) << 8) | (at(index + 2) << 16) | (at(index + 3) << 24);
		word = Math.imul(word, M);
		word ^= word >>> R;
		hash = Math.imul(hash, M) ^ Math.imul(word, M);
	}
	const restCount = length & 3;
	if (restCount === 3) hash ^= at(wholeEnd + 2) << 16;
	if (restCount >= 2) hash ^= at(wholeEnd + 1) << 8;
	if (restCount >= 1) hash = Math.imul(hash ^ at(wholeEnd), M);
	hash ^= hash >>> 13;
	hash = Math.imul(hash, M);
	return hash ^ (hash >>> 15);
}

/**
 * What kafkajs had before 2.0: it multiplies as floating point numbers, which round, and takes the last
 * bytes twice. Kept with its mistakes, for keys have to stay where they are.
 */
export function legacyMurmur2(data: Uint8Array): number {
	const { length } = data;
	const at = (index: number) => data[index] ?? 0;
	let hash = SEED ^ length;
	for (let index = 0; index < length; index += 4) {
		let word = at(index) + (at(index + 1) << 8) + (at(index + 2) << 16) + (at(index + 3) << 24);
		word *= M;
		word ^= word >>> R;
		word *= M;
		hash *= M;
		hash ^= word;
	}
	const wholeEnd = length & ~3;
	const restCount = length & 3;
	if (restCount === 3) hash ^= at(wholeEnd + 2) << 16;
	if (restCount >= 2) hash ^= at(wholeEnd + 1) << 8;
	if (restCount >= 1) {
		hash ^= at(wholeEnd);
		hash *= M;
	}
	hash ^= hash >>> 13;
	hash *= M;
	return hash ^ (hash >>> 15);
}

const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;
