import { browserStore } from './kept-workspace.ts';

/** The language in which a reader wants to see programs; kept on this device. */
const KEY = 'hotpath:code-language';
const USUAL = 'Node.js';

class CodeLanguage {
	#name = $state(USUAL);

	/** Asked for once a page is alive: what was rendered elsewhere shows the usual one. */
	recall(): void {
		this.#name = browserStore().getItem(KEY) ?? USUAL;
	}

	get name(): string {
		return this.#name;
	}

	choose(name: string): void {
		this.#name = name;
		try {
			browserStore().setItem(KEY, name);
		} catch {
			// A full or forbidden storage: the choice lasts as long as the page.
		}
	}
}

export const codeLanguage = new CodeLanguage();
