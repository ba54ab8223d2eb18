export const Permission = {
	Read: 1 << 0,
	Write: 1 << 1,
	Delete: 1 << 2,
	Share: 1 << 3,
	Admin: 1 << 4
} as const;
export type Name = keyof typeof Permission;

const NAMES: readonly Name[] = ['Read', 'Write', 'Delete', 'Share', 'Admin'];

/** A set of permissions in one number. */
export class Permissions {
	readonly bits: number;

	constructor(bits = 0) {
		if (!Number.isInteger(bits) || bits < 0 || bits >= 1 << NAMES.length)
			throw new RangeError(`${bits} are no permissions`);
		this.bits = bits;
	}

	static of(...names: Name[]): Permissions {
		return new Permissions(names.reduce((bits, name) => bits | Permission[name], 0));
	}

	static parse(text: string): Permissions {
		return Permissions.of(
			...text
				.split('|')
				.map((part) => part.trim())
				.filter(Boolean)
				.map((part) => {
					const name = NAMES.find((each) => each.toLowerCase() === part.toLowerCase());
					if (!name) throw new SyntaxError(`no permission ${part}`);
					return name;
				})
		);
	}

	has(...names: Name[]): boolean {
		const wanted = Permissions.of(...names).bits;
		return (this.bits & wanted) !== 0;
	}

	hasAny(...names: Name[]): boolean {
		return (this.bits & Permissions.of(...names).bits) !== 0;
	}

	with(...names: Name[]): Permissions {
		return new Permissions(this.bits | Permissions.of(...names).bits);
	}

	without(...names: Name[]): Permissions {
		return new Permissions(this.bits & ~Permissions.of(...names).bits);
	}

	toggle(...names: Name[]): Permissions {
		return new Permissions(this.bits ^ Permissions.of(...names).bits);
	}

	get size(): number {
		let count = 0;
		for (let rest = this.bits; rest !== 0; rest &= rest - 1) count += 1;
		return count;
	}

	get names(): Name[] {
		return NAMES.filter((name) => this.has(name));
	}

	toString(): string {
		return this.names.join(' | ') || 'None';
	}

	toBinary(): string {
		return this.bits.toString(2).padStart(NAMES.length, '0');
	}
}
