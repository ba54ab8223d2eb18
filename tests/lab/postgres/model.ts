import type { Outcome, Session } from '#lib/lab/services/postgres/session.ts';
import { sessionsBackend } from '#lib/lab/services/postgres/sessions/sessions-backend.ts';

/** The model on a clock that only moves when told. */
export class Model {
	#nowMs = Date.UTC(2026, 0, 1);
	#timers: { atMs: number; callback: () => void }[] = [];
	readonly sent: string[] = [];
	readonly #backend = sessionsBackend({
		name: 'db',
		clock: {
			now: () => this.#nowMs,
			setTimer: (ms, callback) => {
				const timer = { atMs: this.#nowMs + ms, callback };
				this.#timers.push(timer);
				return () => {
					this.#timers = this.#timers.filter((one) => one !== timer);
				};
			}
		}
	});
	#sessions = 0;

	connect(): ModelSession {
		const processId = ++this.#sessions;
		return new ModelSession(
			this.#backend.connect({
				...{ processId, user: 'ada', database: 'lab', applicationName: '' },
				onNotification: ({ channel, payload }) => this.sent.push(`${processId}: ${channel} ${payload}`)
			})
		);
	}

	/** Timers fire in their order; what they start may set others. */
	pass(ms: number): void {
		const endMs = this.#nowMs + ms;
		for (;;) {
			const next = this.#timers.toSorted((a, b) => a.atMs - b.atMs)[0];
			if (!next || next.atMs > endMs) break;
			this.#timers = this.#timers.filter((one) => one !== next);
			this.#nowMs = next.atMs;
			next.callback();
		}
		this.#nowMs = endMs;
	}
}

export class ModelSession {
	outcome: Outcome | null = null;
	isBusy = false;
	readonly session: Session;

	constructor(session: Session) {
		this.session = session;
	}

	start(text: string): void {
		this.outcome = null;
		this.isBusy = true;
		this.session.run({ text, values: null }, (outcome) => {
			this.outcome = outcome;
			this.isBusy = false;
		});
	}

	/** What it said; `waits` when it has not said anything yet. */
	say(text: string): string {
		this.start(text);
		return this.said();
	}

	said(): string {
		if (this.outcome === null) return 'waits';
		const { results, error } = this.outcome;
		if (error) return `${error.code} ${error.message}`;
		return results
			.map(({ command, rowCount, rows }) =>
				rows.length > 0
					? rows.map((row) => row.join(' ')).join(', ')
					: `${command}${rowCount === null ? '' : ` ${rowCount}`}`
			)
			.join('; ');
	}
}
