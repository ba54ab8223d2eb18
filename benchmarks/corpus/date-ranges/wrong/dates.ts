const DAY_MS = 86_400_000;

/** A day without a time, in UTC: `2024-02-29`. */
export class Day {
	readonly #ms: number;

	private constructor(ms: number) {
		this.#ms = ms;
	}

	static parse(text: string): Day {
		const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
		const ms = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
		const day = new Day(ms);
		if (Number.isNaN(ms) || day.toString() !== text) throw new RangeError(`${text} is not a day`);
		return day;
	}

	static today(): Day {
		return new Day(Math.floor(Date.now() / DAY_MS) * DAY_MS);
	}

	plusDays(count: number): Day {
		return new Day(this.#ms + count * DAY_MS);
	}

	/** The last day of the month when there is no such day in it. */
	plusMonths(count: number): Day {
		const date = new Date(this.#ms);
		const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
		const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
		return new Day(first.setUTCDate(date.getUTCDate()));
	}

	daysUntil(other: Day): number {
		return Math.round((other.#ms - this.#ms) / DAY_MS);
	}

	get weekday(): number {
		return new Date(this.#ms).getUTCDay() || 7;
	}

	get isWeekend(): boolean {
		return this.weekday > 5;
	}

	/** ISO 8601: the week that holds a year's first Thursday is its first. */
	get week(): number {
		const thursday = this.plusDays(4 - this.weekday);
		const yearStart = Day.parse(`${thursday.toString().slice(0, 4)}-01-01`);
		return Math.floor(yearStart.daysUntil(thursday) / 7) + 1;
	}

	toString(): string {
		return new Date(this.#ms).toISOString().slice(0, 10);
	}

	toJSON(): string {
		return this.toString();
	}
}

export function* daysBetween(from: Day, to: Day): Generator<Day> {
	for (let day = from; day.daysUntil(to) >= 0; day = day.plusDays(1)) yield day;
}

export function workdays(from: Day, to: Day, holidays: Iterable<string> = []): number {
	const free = new Set(holidays);
	return [...daysBetween(from, to)].filter((day) => !day.isWeekend && !free.has(day.toString())).length;
}
