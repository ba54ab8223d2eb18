import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/source-files.ts';

/** WCAG 2.2 AA, computed from the tokens themselves, so that a new shade cannot slip below it. */
const SURFACES = ['paper', 'raised', 'sunken'];
const TEXTS = [
	'ink',
	'ink-quiet',
	'ember-ink',
	'accepted',
	'wrong',
	...['keyword', 'string', 'comment', 'constant', 'function', 'parameter', 'line-number'].map(
		(n) => `code-${n}`
	)
];
const STROKES = [
	'line-strong',
	'ember',
	...['kafka', 'redis', 'postgresql', 'http', 'browser', 'worker', 'attacker', 'clock'].map(
		(n) => `lane-${n}`
	)
];
/** Text on a ground of its own. */
const PAIRS = [
	['on-ember', 'ember-fill'],
	['on-ember', 'ember-fill-hover'],
	['ember-ink', 'ember-wash'],
	['accepted', 'accepted-wash'],
	['wrong', 'wrong-wash'],
	['ink', 'hover'],
	['ink-quiet', 'hover'],
	['ink', 'selection']
] as const;

const css = readFileSync(path.join(ROOT, 'src/lib/ui/styles/tokens.css'), 'utf8');

describe.each(['light', 'dark'] as const)('contrast, in the %s scheme', (scheme) => {
	test('text can be read on every surface', () => {
		const pairs = [...TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface] as const)), ...PAIRS];

		expect(pairs.filter(([text, ground]) => contrast(scheme, text, ground) < 4.5)).toEqual([]);
	});

	test('strokes that carry meaning can be seen on every surface', () => {
		const pairs = STROKES.flatMap((stroke) => SURFACES.map((surface) => [stroke, surface] as const));

		expect(pairs.filter(([stroke, ground]) => contrast(scheme, stroke, ground) < 3)).toEqual([]);
	});
});

function contrast(scheme: 'light' | 'dark', one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(scheme, one), luminance(scheme, other)].toSorted(
		(a, b) => a - b
	);
	return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of a token, from oklch through linear sRGB (Ottosson's matrices, WCAG's weights). */
function luminance(scheme: 'light' | 'dark', token: string): number {
	const [lightness, chroma, hue] = oklchOf(scheme, token);
	const a = chroma * Math.cos((hue * Math.PI) / 180);
	const b = chroma * Math.sin((hue * Math.PI) / 180);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
	const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
	const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function oklchOf(scheme: 'light' | 'dark', token: string): readonly [number, number, number] {
	const color = String.raw`oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)`;
	const found = new RegExp(String.raw`--color-${token}: light-dark\(${color}, ${color}\)`).exec(css);
	if (!found) throw new Error(`--color-${token} is not written as light-dark(oklch(…), oklch(…))`);
	const [lightness, chroma, hue] = found.slice(scheme === 'light' ? 1 : 4).map(Number);
	return [(lightness ?? 0) / 100, chroma ?? 0, hue ?? 0];
}

function clamp(channel: number): number {
	return Math.min(1, Math.max(0, channel));
}
