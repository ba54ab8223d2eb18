// read-only
/**
 * The hash by which KafkaJS and the Java client choose a partition: 32 bits, and signed, so half of all keys give a
 * negative number. Written after `Utils.murmur2` of the Java client.
 */
export function murmur2(key: string): number {
	const bytes = new TextEncoder().encode(key);
	const at = (index: number) => bytes[index] ?? 0;
	const M = 0x5bd1e995;
	let hash = 0x9747b28c ^ bytes.length;

	const whole = bytes.length - (bytes.length % 4);
	for (let index = 0; index < whole; index += 4) {
		let word = at(index) | (at(index + 1) << 8) | (at(index + 2) << 16) | (at(index + 3) << 24);
		word = Math.imul(word, M);
		word ^= word >>> 24;
		hash = Math.imul(hash, M) ^ Math.imul(word, M);
	}
	const rest = bytes.length - whole;
	if (rest > 2) hash ^= at(whole + 2) << 16;
	if (rest > 1) hash ^= at(whole + 1) << 8;
	if (rest > 0) hash = Math.imul(hash ^ at(whole), M);

	hash = Math.imul(hash ^ (hash >>> 13), M);
	return hash ^ (hash >>> 15);
}
