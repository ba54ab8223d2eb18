/** So many hues can be told apart side by side; two keys may share one. */
const HUES_COUNT = 12;

/** The hue of a record's key, the same wherever the key stands; null for records without a key. */
export function keyHue(key: string | null): number | null {
	if (key === null) return null;
	let hash = 0x811c9dc5;
	for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
	return (mixed(hash) % HUES_COUNT) * (360 / HUES_COUNT);
}

/** FNV-1a leaves similar keys alike; the end of MurmurHash3 spreads them (Appleby, `fmix32`). */
function mixed(hash: number): number {
	let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
	return (bits ^ (bits >>> 16)) >>> 0;
}
