/** Redis' glob: `*`, `?`, `[a-c]`, `[^a]` and a backslash (stringmatchlen in util.c). */
export function matchesGlob(pattern: string, text: string, p = 0, t = 0): boolean {
	while (p < pattern.length && t <= text.length) {
		const sign = pattern[p];
		if (sign === '*') {
			while (pattern[p + 1] === '*') p++;
			if (p + 1 === pattern.length) return true;
			for (let from = t; from <= text.length; from++)
				if (matchesGlob(pattern, text, p + 1, from)) return true;
			return false;
		}
		if (t === text.length) return false;
		if (sign === '[') {
			const [matched, end] = matchesClass(pattern, p + 1, text.charCodeAt(t));
			if (!matched) return false;
			p = end;
		} else if (sign !== '?') {
			if (sign === '\\' && p + 1 < pattern.length) p++;
			if (pattern[p] !== text[t]) return false;
		}
		p++;
		t++;
	}
	return p >= pattern.length && t === text.length;
}

/** Whether the byte is in the class, and where the class ends. */
function matchesClass(pattern: string, start: number, code: number): [boolean, number] {
	let p = start;
	const isNegated = pattern[p] === '^';
	if (isNegated) p++;
	let found = false;
	for (; p < pattern.length && pattern[p] !== ']'; p++) {
		if (pattern[p] === '\\' && p + 1 < pattern.length) p++;
		else if (pattern[p + 1] === '-' && p + 2 < pattern.length) {
			const from = pattern.charCodeAt(p);
			const to = pattern.charCodeAt(p + 2);
			if (code >= Math.min(from, to) && code <= Math.max(from, to)) found = true;
			p += 2;
			continue;
		}
		if (pattern.charCodeAt(p) === code) found = true;
	}
	return [found !== isNegated, Math.min(p, pattern.length - 1)];
}
