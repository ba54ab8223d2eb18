export class Matrix {
	readonly rows: readonly (readonly number[])[];

	constructor(rows: readonly (readonly number[])[]) {
		const [first] = rows;
		if (!first || rows.some((row) => row.length !== first.length))
			throw new RangeError('rows must be of one length');
		this.rows = rows;
	}

	static parse(text: string): Matrix {
		return new Matrix(
			text
				.trim()
				.split('\n')
				.map((line) => line.trim().split(/\s+/).map(Number))
		);
	}

	static identity(size: number): Matrix {
		return Matrix.of(size, size, (row, column) => (row === column ? 1 : 0));
	}

	static of(height: number, width: number, at: (row: number, column: number) => number): Matrix {
		return new Matrix(
			Array.from({ length: height }, (_, row) =>
				Array.from({ length: width }, (_each, column) => at(row, column))
			)
		);
	}

	get height(): number {
		return this.rows.length;
	}

	get width(): number {
		return this.rows[0]?.length ?? 0;
	}

	at(row: number, column: number): number {
		const value = this.rows[row]?.[column];
		if (value === undefined) throw new RangeError(`no cell ${row}, ${column}`);
		return value;
	}

	transposed(): Matrix {
		return Matrix.of(this.width, this.height, (row, column) => this.at(column, row));
	}

	times(other: Matrix): Matrix {
		if (this.width !== other.height)
			throw new RangeError(`cannot multiply by a matrix of height ${other.height}`);
		return Matrix.of(this.height, other.width, (row, column) =>
			Array.from({ length: this.width }, (_, k) => this.at(row, k) * other.at(k, column)).reduce(
				(a, b) => a + b,
				0
			)
		);
	}

	power(exponent: number): Matrix {
		if (exponent === 0) return Matrix.identity(this.height);
		const half = this.power(Math.floor(exponent / 2));
		const even = half.times(half);
		return exponent % 2 === 0 ? even : even.times(this);
	}

	toString(): string {
		return this.rows.map((row) => row.join(' ')).join('\n');
	}
}
