export class Game {
	readonly #rolls: number[] = [];
	#frame = 1;
	#inFrame = 0;
	#standing = 10;
	#bonus = 0;

	get isOver(): boolean {
		return this.#frame > 10 && this.#bonus === 0;
	}

	roll(pins: number): void {
		if (this.isOver) throw new Error('the game is over');
		if (pins < 0) throw new RangeError('a roll cannot be negative');
		if (pins > this.#standing) throw new RangeError('more pins than stand on the lane');
		this.#rolls.push(pins);
		this.#standing -= pins;
		if (this.#frame > 10) this.#rollBonus();
		else this.#rollInFrame();
	}

	#rollInFrame(): void {
		this.#inFrame += 1;
		if (this.#standing > 0 && this.#inFrame < 2) return;
		if (this.#frame === 10 && this.#standing === 0) this.#bonus = this.#inFrame === 1 ? 2 : 1;
		this.#frame += 1;
		this.#inFrame = 0;
		this.#standing = 10;
	}

	#rollBonus(): void {
		this.#bonus -= 1;
		if (this.#standing === 0) this.#standing = 10;
	}

	score(): number {
		if (!this.isOver) throw new Error('the game is not over');
		let total = 0;
		for (let frame = 0, at = 0; frame < 10; frame++) {
			const [first = 0, second = 0, third = 0] = this.#rolls.slice(at, at + 3);
			const isStrike = first === 10;
			const isSpare = !isStrike && first + second === 10;
			total += first + second + (isStrike || isSpare ? third : 0);
			at += isStrike ? 1 : 2;
		}
		return total;
	}
}
