import { LAB } from '../../domain/limits.ts';
import type { Simulation } from '../kernel/simulation.ts';
import { AssertionError } from '../runtime/expect.ts';
import { afterEvent, clock, newTimer, startTimer, stopTimer, surroundings } from '../runtime/clock.ts';
import { append } from '../runtime/host.ts';
import { turn } from '../runtime/turn.ts';

/** `true`, or nothing, when it holds; else `false` or a sentence that says how it does not. */
export type Property = () => unknown;

export interface RunOptions {
	/** Virtual milliseconds; 10,000 when nothing is said. */
	forMs?: number;
	/** Ends the run early when it gives `true`; looked at after each event. */
	until?: () => unknown;
}

interface Named {
	name: string;
	holds: Property;
}

/** What must be true in a lab: always, or at the end. */
export class Properties {
	readonly #simulation: Simulation;
	readonly #always: Named[] = [];
	readonly #atEnd: Named[] = [];
	#stopWatching: (() => void) | null = null;
	/** The first that was broken: what comes after it is its consequence. */
	#broken: Error | null = null;

	constructor(simulation: Simulation) {
		this.#simulation = simulation;
	}

	always(name: string, holds: Property): void {
		append(this.#always, { name, holds });
	}

	atEnd(name: string, holds: Property): void {
		append(this.#atEnd, { name, holds });
	}

	/** Lets time pass, and looks after each event; rejects with the first property that is broken. */
	run({ forMs = LAB.runUsualMs, until }: RunOptions): Promise<void> {
		if (!(forMs > 0 && forMs <= LAB.runMaxMs))
			throw new RangeError(
				`lab.run({ forMs }) takes 1 to ${LAB.runMaxMs} virtual milliseconds, not ${forMs}.`
			);
		if (this.#stopWatching) throw new Error('lab.run() is running already: await it before the next.');
		return new Promise((resolve, reject) => {
			const end = (settle: () => void) => {
				stopTimer(timer.id);
				this.#stopWatching?.();
				this.#stopWatching = null;
				surroundings.runsUntil = 0;
				this.#simulation.hasRun = true;
				settle();
			};
			const finish = () => {
				const broken = this.#broken ?? this.#firstBrokenAtEnd();
				end(() => (broken ? reject(broken) : resolve()));
			};
			const watch = () => {
				try {
					this.#broken ??= this.#firstBroken();
					if (this.#broken || until?.() === true) finish();
				} catch (error) {
					end(() => reject(error));
				}
				return this.#stopWatching === null;
			};
			const timer = newTimer(() => {
				if (!watch()) finish();
			});
			startTimer(timer, forMs);
			surroundings.runsUntil = clock.now + forMs;
			this.#stopWatching = afterEvent(watch);
		});
	}

	#firstBroken(): Error | null {
		for (const property of this.#always) {
			const told = sentenceOf(property.holds());
			if (told !== null) return this.#broke(property.name, told);
		}
		return null;
	}

	#firstBrokenAtEnd(): Error | null {
		for (const property of [...this.#always, ...this.#atEnd]) {
			const told = sentenceOf(property.holds());
			if (told !== null) return this.#broke(property.name, told);
			this.#simulation.recorder.recordAt('', { kind: 'property', name: property.name, ok: true, text: '' });
		}
		return null;
	}

	#broke(name: string, told: string): Error {
		const { recorder } = this.#simulation;
		turn.cause = recorder.events.length - 1;
		recorder.recordAt('', { kind: 'property', name, ok: false, text: told });
		const atMs = Math.round(clock.now - this.#simulation.startedAt);
		return new AssertionError(`Not true at ${atMs} ms: ${name}.${told === '' ? '' : ` ${told}`}`);
	}
}

/** Null when it holds. */
function sentenceOf(told: unknown): string | null {
	if (told === false) return '';
	if (typeof told === 'string') return told;
	if (told === true || told === undefined) return null;
	throw new TypeError(
		'A property of the lab gives true or false, or a sentence that says what is wrong; not a promise.'
	);
}
