const HEADINGS = ['north', 'east', 'south', 'west'] as const;
export type Heading = (typeof HEADINGS)[number];

const MOVES: Record<Heading, readonly [number, number]> = {
	north: [0, 1],
	east: [1, 0],
	south: [0, 1],
	west: [-1, 0]
};

export class InvalidInput extends Error {
	override name = 'InvalidInput';
}

function isHeading(text: string): text is Heading {
	return HEADINGS.some((each) => each === text);
}

export class Robot {
	#heading: Heading = 'north';
	#at: readonly [number, number] = [0, 0];

	get bearing(): Heading {
		return this.#heading;
	}

	get coordinates(): readonly [number, number] {
		return this.#at;
	}

	place({ x, y, direction }: { x: number; y: number; direction: string }): this {
		if (!isHeading(direction)) throw new InvalidInput(`no direction ${direction}`);
		this.#at = [x, y];
		this.#heading = direction;
		return this;
	}

	run(program: string): this {
		for (const command of program) this.#step(command);
		return this;
	}

	#step(command: string): void {
		switch (command) {
			case 'R':
				return this.#turn(1);
			case 'L':
				return this.#turn(3);
			case 'A': {
				const [dx, dy] = MOVES[this.#heading];
				this.#at = [this.#at[0] + dx, this.#at[1] + dy];
				return;
			}
			default:
				throw new InvalidInput(`no command ${command}`);
		}
	}

	#turn(quarters: number): void {
		this.#heading = HEADINGS[(HEADINGS.indexOf(this.#heading) + quarters) % 4] ?? 'north';
	}
}
