/** The reader's choice of theme. `static/theme.js` applies it before the first paint and in other tabs. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'hotpath:theme';

export function isTheme(value: unknown): value is Theme {
	return THEMES.some((theme) => theme === value);
}

/** What is shown now, as chosen; `system` when nothing was. */
export function chosenTheme(): Theme {
	const theme = document.documentElement.dataset.theme;
	return isTheme(theme) ? theme : 'system';
}

/** Shows the theme at once and remembers it, where the browser lets us. */
export function chooseTheme(theme: Theme): void {
	if (theme === 'system') delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = theme;

	try {
		if (theme === 'system') localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, theme);
	} catch {
		// Without storage the choice holds until the page is left.
	}
}
