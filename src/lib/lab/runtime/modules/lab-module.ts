/**
 * A module that programs can import. Its exports are taken once, before the memory image is made,
 * and locked: checks and learners share them.
 */
export interface LabModule {
	/** What may stand in an import: `node:crypto`, `crypto`. The first is the one that is shown. */
	names: readonly [string, ...string[]];
	exports: Record<string, unknown>;
	/** What `import x from` gives; all exports, where it is left out. */
	defaultExport?: unknown;
	/** Classes whose methods programs replace on their own objects, as in `stream._read = …`. */
	openClasses?: readonly { prototype: object }[];
	/** What it holds is a program's to change, as `process` is; nothing of the harness stands on it. */
	isOpen?: boolean;
	/** `import x from` it is an error, as it is of the package. */
	hasNoDefault?: boolean;
	/** Keep their own values as they run, such as a queue: those stay open, their methods do not. */
	statefulObjects?: readonly object[];
	/** Only files of checks may import it. */
	isForChecks?: boolean;
}
