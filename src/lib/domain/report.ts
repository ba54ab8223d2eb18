import type { Exploration } from './exploration.ts';
import type { Trace } from './trace.ts';
import type { Verdict } from './verdict.ts';

/** What comes out of a sandbox. Plain data; everything in it may have been chosen by hostile code. */
export interface Report {
	jobId: string;
	/** Not null when the run could not go on to its end: a limit, a program that does not compile, an uncaught error. */
	stopped: Stop | null;
	/** In the order they ran. Empty for a run without checks. */
	checks: CheckResult[];
	output: OutputEntry[];
	/** True when output was cut at its limit. */
	outputTruncated: boolean;
	/** What the program asked to be drawn with `draw()` of the module `hotpath`, in order. */
	drawings: Drawing[];
	/** What happened in the lab, one for each simulation; there when the job asked for it. */
	traces?: RunTrace[];
	/** What many schedules have shown, for checks that are run under them. */
	exploration?: Exploration;
	usage: Usage;
	/** SHA-256 of the machine that ran it: the WASM and everything loaded into it. */
	engineHash: string;
}

/** The trace of one simulation. */
export interface RunTrace {
	/** The id of the check that ran it; null for a program. */
	checkId: string | null;
	trace: Trace;
	/** SHA-256 over the trace but for its places in the code: equal for two runs in which the same happened. */
	digest: string;
}

/** Why a run ended early, in words a learner can act on, and where in their code. */
export interface Stop {
	verdict: Exclude<Verdict, 'accepted' | 'wrong_answer'>;
	message: string;
	error: ErrorInfo | null;
	location: SourceLocation | null;
	/** Set when the clock of the host stopped it, the last resort: another machine might have come to its end. */
	byClock?: true;
}

/** A place in the learner's own text; lines and columns count from 1. */
export interface SourceLocation {
	path: string;
	line: number;
	column: number;
}

export interface ErrorInfo {
	name: string;
	message: string;
	/** The frames in the learner's own files, innermost first. */
	frames: (SourceLocation & { functionName: string })[];
}

export interface CheckResult {
	/** The titles from the outermost group to the test, joined by ` > `. Unique within an exercise. */
	id: string;
	title: string;
	groups: string[];
	/** The file it stands in: `checks/visible.ts` or `checks/hidden.ts`. */
	path: string;
	outcome: Verdict | 'skipped';
	/** What happened, in at most three sentences; null when it passed. */
	message: string | null;
	/** Printed values, where the failure compared two. */
	expected: string | null;
	actual: string | null;
	error: ErrorInfo | null;
	/** Virtual time it took. */
	virtualMs: number;
}

export type OutputLevel = 'log' | 'info' | 'debug' | 'warn' | 'error' | 'table';

export interface OutputEntry {
	level: OutputLevel;
	values: InspectedValue[];
	/** How deep in `console.group`. */
	depth: number;
	/** Virtual time since the start. */
	atMs: number;
	/** Which line of the learner printed it, when known. */
	location: SourceLocation | null;
	/** The node of the lab that printed it. */
	node?: string;
}

/** A value as a tree to look into: the text of it, and its parts where it has any. */
export interface InspectedValue {
	kind:
		| 'string'
		| 'number'
		| 'boolean'
		| 'null'
		| 'undefined'
		| 'bigint'
		| 'symbol'
		| 'function'
		| 'error'
		| 'object'
		| 'array';
	/** As Node prints it: `Block { index: 0, … }`, over several lines where it is long. Strings are raw, not quoted. */
	text: string;
	entries?: { key: string; value: InspectedValue }[];
	/** How many entries were left out. */
	omittedCount?: number;
}

/** A picture of the learner's own data. The figure of that name parses `data` before it believes it. */
export interface Drawing {
	/** `chain`, `merkle-tree`, … */
	figure: string;
	title: string;
	/** JSON, at most `DRAWINGS.dataMaxBytes`. */
	data: unknown;
}

export interface Usage {
	steps: number;
	jobs: number;
	timers: number;
	virtualMs: number;
	memoryBytes: number;
	/** Not part of the verdict and different each time; everything else in a report repeats exactly. */
	wallMs: number;
}
