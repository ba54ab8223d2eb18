export interface Version {
	major: number;
	minor: number;
	patch: number;
	pre: (string | number)[];
}

const PATTERN = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

export function parse(text: string): Version {
	const match = PATTERN.exec(text.trim());
	if (!match) throw new TypeError(`Invalid version: ${text}`);
	const [, major, minor, patch, pre] = match;
	return {
		major: Number(major),
		minor: Number(minor),
		patch: Number(patch),
		pre: pre?.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)) ?? []
	};
}

export function compare(one: string | Version, other: string | Version): -1 | 0 | 1 {
	const a = typeof one === 'string' ? parse(one) : one;
	const b = typeof other === 'string' ? parse(other) : other;
	return (
		order(a.major, b.major) || order(a.minor, b.minor) || order(a.patch, b.patch) || comparePre(a.pre, b.pre)
	);
}

function comparePre(a: Version['pre'], b: Version['pre']): -1 | 0 | 1 {
	if (a.length === 0 || b.length === 0) return order(b.length, a.length);
	for (const [index, part] of a.entries()) {
		const other = b[index];
		if (other === undefined) return 1;
		if (part === other) continue;
		if (typeof part !== typeof other) return typeof part === 'number' ? -1 : 1;
		return part < other ? -1 : 1;
	}
	return order(a.length, b.length);
}

function order(a: number, b: number): -1 | 0 | 1 {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Ranges of the form `^1.2.3`, `~1.2.3`, `>=1.0.0 <2.0.0`, joined by `||`. */
export function satisfies(text: string, range: string): boolean {
	const version = parse(text);
	return range.split('||').some((part) =>
		part
			.trim()
			.split(/\s+/)
			.every((each) => meets(version, each))
	);
}

function meets(version: Version, comparator: string): boolean {
	const [, operator = '', rest = ''] = /^(\^|~|>=|<=|>|<|=)?(.*)$/.exec(comparator) ?? [];
	if (rest === '*' || rest === '') return true;
	const base = parse(rest);
	const sign = compare(version, base);
	switch (operator) {
		case '^':
			return sign >= 0 && compare(version, ceilingOfCaret(base)) < 0;
		case '~':
			return sign >= 0 && version.major === base.major && version.minor === base.minor;
		case '>=':
			return sign >= 0;
		case '<=':
			return sign <= 0;
		case '>':
			return sign > 0;
		case '<':
			return sign < 0;
		default:
			return sign === 0;
	}
}

function ceilingOfCaret({ major, minor, patch }: Version): Version {
	if (major > 0) return { major: major + 1, minor: 0, patch: 0, pre: [] };
	if (minor > 0) return { major, minor: minor + 1, patch: 0, pre: [] };
	return { major, minor, patch: patch + 1, pre: [] };
}
