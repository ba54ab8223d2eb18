import { assert } from '../domain/assert.ts';

/**
 * The colours of the page for those who cannot read CSS: the editor's theme and canvas figures.
 * Values come from `ui/styles/tokens.css` as they hold now, so ask again when the scheme changes.
 */
export type Scheme = 'light' | 'dark';

/** What the page shows now: the reader's choice (`data-theme`), else the system's. */
export function currentScheme(): Scheme {
	const chosen = document.documentElement.dataset.theme;
	if (chosen === 'light' || chosen === 'dark') return chosen;
	return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Tells of every change of scheme until the returned function is called. */
export function onSchemeChange(listener: (scheme: Scheme) => void): () => void {
	const tell = () => listener(currentScheme());
	const observer = new MutationObserver(tell);
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	const system = matchMedia('(prefers-color-scheme: dark)');
	system.addEventListener('change', tell);

	return () => {
		observer.disconnect();
		system.removeEventListener('change', tell);
	};
}

/** The colour of a token as `#rrggbb`. A token that does not exist reads as the colour of text. */
export function readColor(token: `--color-${string}`): string {
	const probe = document.createElement('span');
	probe.hidden = true;
	// light-dark() is resolved for real properties only, never for a custom property read by its name.
	probe.style.color = `var(${token})`;
	document.documentElement.append(probe);
	const color = getComputedStyle(probe).color;
	probe.remove();
	return hexOf(color);
}

/** What a canvas can paint: it does not know light-dark(), but the colour of its element resolves it. */
export function inkOf(element: HTMLElement): (color: string) => string {
	return (color) => {
		const before = element.style.color;
		element.style.color = color;
		const resolved = getComputedStyle(element).color;
		element.style.color = before;
		return resolved;
	};
}

/** Whatever notation the browser answers in (oklch, rgb), one painted pixel says it in bytes. */
function hexOf(color: string): string {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 1;
	const context = canvas.getContext('2d', { willReadFrequently: true });
	assert(context !== null, 'every browser paints in two dimensions');
	context.fillStyle = color;
	context.fillRect(0, 0, 1, 1);
	const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
	return `#${[red, green, blue].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
