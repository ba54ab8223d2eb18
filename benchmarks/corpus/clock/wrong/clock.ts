const DAY = 24 * 60;
const two = (value: number) => String(value).padStart(2, '0');

/** A time of day without a date. */
export class Clock {
	readonly #minutes: number;

	constructor(hour: number, minute = 0) {
		this.#minutes = (hour * 60 + minute + DAY) % DAY;
	}

	plus(minutes: number): Clock {
		return new Clock(0, this.#minutes + minutes);
	}

	minus(minutes: number): Clock {
		return this.plus(-minutes);
	}

	equals(other: Clock): boolean {
		return other.#minutes === this.#minutes;
	}

	toString(): string {
		return `${two(Math.floor(this.#minutes / 60))}:${two(this.#minutes % 60)}`;
	}
}
