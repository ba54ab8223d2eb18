declare module 'hotpath' {
	/**
	 * Draws the program's own data as a figure below its output.
	 * @param figure `chain`, `merkle-tree` or `fork-tree`
	 * @param data what that figure shows; must be JSON
	 */
	export function draw(figure: string, data: unknown, title?: string): void;
}
