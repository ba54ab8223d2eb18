import { byteLength } from '../domain/files.ts';
import type { Job } from '../domain/job.ts';
import { CHECKS, DRAWINGS } from '../domain/limits.ts';
import type {
	CheckResult,
	Drawing,
	ErrorInfo,
	InspectedValue,
	OutputEntry,
	Report,
	RunTrace,
	Stop,
	Usage
} from '../domain/report.ts';
import { checkSchema, drawingSchema, outputSchema, parseMessage, type GuestError } from './guest-messages.ts';
import type { Positions } from './positions.ts';
import { tracesFrom } from './traces.ts';

/**
 * Keeps what a run says as it says it, within the limits of the job. Because each message is taken
 * when it comes, a run that is stopped hard still has its output and the checks it finished.
 */
export class Recorder {
	stopped: Stop | null = null;
	usage: Omit<Usage, 'wallMs'> = { steps: 0, jobs: 0, timers: 0, virtualMs: 0, memoryBytes: 0 };
	readonly #job: Job;
	readonly #positions: Positions;
	readonly #onOutput: ((entry: OutputEntry) => void) | undefined;
	readonly #output: OutputEntry[] = [];
	readonly #checks = new Map<string, CheckResult>();
	readonly #drawings: Drawing[] = [];
	readonly #traces: RunTrace[] = [];
	#outputBytes = 0;
	#outputTruncated = false;

	constructor(job: Job, positions: Positions, onOutput: ((entry: OutputEntry) => void) | undefined) {
		this.#job = job;
		this.#positions = positions;
		this.#onOutput = onOutput;
	}

	get hasChecks(): boolean {
		return this.#checks.size > 0;
	}

	get hasFailedCheck(): boolean {
		return [...this.#checks.values()].some(({ outcome }) => outcome !== 'accepted' && outcome !== 'skipped');
	}

	get outputCount(): number {
		return this.#output.length;
	}

	/** False when this was more than may be printed. */
	output(json: string): boolean {
		const { outputBytesMax, outputEntriesMax } = this.#job.limits;
		this.#outputBytes += json.length;
		const isTooMuch =
			this.#output.length >= outputEntriesMax || this.#outputBytes > outputBytesMax * JSON_OVERHEAD;
		const parsed = isTooMuch ? null : parseMessage(outputSchema, json);
		if (!parsed) {
			this.#outputTruncated = true;
			return !isTooMuch;
		}
		const { stack, ...rest } = parsed;
		const values = PRINTED_STACK.test(json) ? rest.values.map((value) => this.#shown(value)) : rest.values;
		const entry = { ...rest, values, location: this.#positions.locationOf(stack) };
		this.#output.push(entry);
		this.#onOutput?.(entry);
		return true;
	}

	/** Answers with a sentence for the program when the drawing was not taken; empty when it was. */
	drawing(json: string): string {
		if (this.#drawings.length >= DRAWINGS.drawingsMaxCount)
			return `A run may draw ${DRAWINGS.drawingsMaxCount} times at most.`;
		if (byteLength(json) > DRAWINGS.dataMaxBytes)
			return `A drawing may have ${DRAWINGS.dataMaxBytes / 1024} KB of data at most.`;
		const parsed = parseMessage(drawingSchema, json);
		if (!parsed) return 'A drawing needs the name of a figure and data that is JSON.';
		this.#drawings.push(parsed);
		return '';
	}

	/** False when there were more than a report may hold. Checks of one name are numbered, so that each is kept. */
	check(json: string): boolean {
		const parsed = parseMessage(checkSchema, json);
		if (!parsed) return true;
		if (this.#checks.size >= CHECKS.checksMaxCount) return false;
		const name = [...parsed.groups, parsed.title].join(' > ');
		let id = name;
		for (let count = 2; this.#checks.has(id); count++) id = `${name} (${count})`;
		this.#checks.set(id, { ...parsed, id, error: parsed.error && this.#errorInfo(parsed.error) });
		return true;
	}

	/** Traces are kept whole or not at all: a part of one would tell something else. */
	traces(json: string): void {
		this.#traces.push(...tracesFrom(json, this.#positions));
	}

	report(engineHash: string, wallMs: number): Report {
		return {
			jobId: this.#job.id,
			stopped: this.stopped,
			checks: [...this.#checks.values()],
			output: this.#output,
			outputTruncated: this.#outputTruncated,
			drawings: this.#drawings,
			...(this.#job.isTraced && { traces: this.#traces }),
			usage: { ...this.usage, wallMs },
			engineHash
		};
	}

	#shown(value: InspectedValue): InspectedValue {
		const text = this.#positions.inText(value.text);
		const entries = value.entries?.map((entry) => ({ ...entry, value: this.#shown(entry.value) }));
		return entries ? { ...value, text, entries } : { ...value, text };
	}

	#errorInfo({ name, message, stack }: GuestError): ErrorInfo {
		return { name, message, frames: this.#positions.framesOf(stack) };
	}
}

const PRINTED_STACK = /\bat [^\n]*:\d+:\d+/;

/** A printed line as JSON, with its structure, is a few times its text. */
const JSON_OVERHEAD = 4;
