/** A match of a Lua pattern: where it begins and ends, and what it captured (a number is a position). */
export interface LuaMatch {
	start: number;
	end: number;
	captures: (string | number)[];
}

interface Open {
	start: number;
	length: number | 'open' | 'position';
}

const CLASSES: Record<string, RegExp> = {
	a: /[A-Za-z]/,
	d: /\d/,
	l: /[a-z]/,
	s: /[\s]/,
	u: /[A-Z]/,
	w: /[A-Za-z0-9]/,
	x: /[\da-fA-F]/,
	p: /[!-/:-@[-`{-~]/,
	c: /[\0-\x1f\x7f]/
};

/** Finds a Lua 5.1 pattern from a place (https://www.lua.org/manual/5.1/manual.html#5.4.1). */
export function matchLua(text: string, pattern: string, from: number): LuaMatch | null {
	const isAnchored = pattern[0] === '^';
	for (let start = from; start <= text.length; start++) {
		const captures: Open[] = [];
		const end = step(start, isAnchored ? 1 : 0, captures);
		if (end !== null) {
			const taken = captures.map(({ start: at, length }) =>
				typeof length === 'number' ? text.slice(at, at + length) : at + 1
			);
			return { start, end, captures: taken };
		}
		if (isAnchored) return null;
	}
	return null;

	function step(at: number, p: number, captures: Open[]): number | null {
		if (p >= pattern.length) return at;
		const sign = pattern[p];
		if (sign === '(') {
			const isPosition = pattern[p + 1] === ')';
			captures.push({ start: at, length: isPosition ? 'position' : 'open' });
			const end = step(at, p + (isPosition ? 2 : 1), captures);
			if (end === null) captures.pop();
			return end;
		}
		if (sign === ')') {
			const open = captures.findLast(({ length }) => length === 'open');
			if (!open) return null;
			open.length = at - open.start;
			const end = step(at, p + 1, captures);
			if (end === null) open.length = 'open';
			return end;
		}
		if (sign === '$' && p + 1 === pattern.length) return at === text.length ? at : null;
		const after = itemEnd(p);
		const suffix = pattern[after];
		const fits = (i: number) => i < text.length && matchesItem(text[i] ?? '', p, after);
		if (suffix === '?')
			return (fits(at) ? step(at + 1, after + 1, captures) : null) ?? step(at, after + 1, captures);
		if (suffix === '-') {
			for (let i = at; ; i++) {
				const end = step(i, after + 1, captures);
				if (end !== null) return end;
				if (!fits(i)) return null;
			}
		}
		if (suffix === '*' || suffix === '+') {
			let count = 0;
			while (fits(at + count)) count++;
			for (; count >= (suffix === '+' ? 1 : 0); count--) {
				const end = step(at + count, after + 1, captures);
				if (end !== null) return end;
			}
			return null;
		}
		return fits(at) ? step(at + 1, after, captures) : null;
	}

	function itemEnd(p: number): number {
		if (pattern[p] === '%') return p + 2;
		if (pattern[p] !== '[') return p + 1;
		let end = pattern[p + 1] === '^' ? p + 2 : p + 1;
		do end += pattern[end] === '%' ? 2 : 1;
		while (end < pattern.length && pattern[end] !== ']');
		return end + 1;
	}

	function matchesItem(sign: string, p: number, end: number): boolean {
		if (pattern[p] === '.') return true;
		if (pattern[p] === '%') return matchesClass(sign, pattern[p + 1] ?? '');
		if (pattern[p] !== '[') return pattern[p] === sign;
		const isNegated = pattern[p + 1] === '^';
		let found = false;
		for (let i = p + (isNegated ? 2 : 1); i < end - 1; i++) {
			if (pattern[i] === '%') found ||= matchesClass(sign, pattern[++i] ?? '');
			else if (pattern[i + 1] === '-' && i + 2 < end - 1) {
				found ||= sign >= (pattern[i] ?? '') && sign <= (pattern[i + 2] ?? '');
				i += 2;
			} else found ||= pattern[i] === sign;
		}
		return found !== isNegated;
	}
}

function matchesClass(sign: string, name: string): boolean {
	const known = CLASSES[name.toLowerCase()];
	if (!known) return sign === name;
	return known.test(sign) === (name === name.toLowerCase());
}
