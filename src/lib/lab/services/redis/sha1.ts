/** SHA-1 of byte-safe text in hexadecimal, which names scripts (FIPS 180-4). */
export function sha1Hex(text: string): string {
	const words: number[] = [];
	const padded = `${text}\x80`;
	for (let i = 0; i < padded.length; i++)
		words[i >> 2] = (words[i >> 2] ?? 0) | (padded.charCodeAt(i) << (24 - (i % 4) * 8));
	const size = (((padded.length + 8) >> 6) + 1) * 16;
	for (let i = words.length; i < size; i++) words[i] = 0;
	words[size - 1] = text.length * 8;
	const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
	const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));
	for (let block = 0; block < size; block += 16) {
		const w = words.slice(block, block + 16);
		let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
		for (let i = 0; i < 80; i++) {
			if (i >= 16) w[i] = rotate((w[i - 3] ?? 0) ^ (w[i - 8] ?? 0) ^ (w[i - 14] ?? 0) ^ (w[i - 16] ?? 0), 1);
			const [mixed, constant] =
				i < 20
					? [(b & c) | (~b & d), 0x5a827999]
					: i < 40
						? [b ^ c ^ d, 0x6ed9eba1]
						: i < 60
							? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
							: [b ^ c ^ d, 0xca62c1d6];
			const next = (rotate(a, 5) + mixed + e + constant + (w[i] ?? 0)) | 0;
			[e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
		}
		[a, b, c, d, e].forEach((value, i) => (state[i] = ((state[i] ?? 0) + value) | 0));
	}
	return state.map((value) => (value >>> 0).toString(16).padStart(8, '0')).join('');
}
