import { Buffer } from '../../../runtime/buffer.ts';
import { append } from '../../../runtime/host.ts';
import type { Assignment } from './types.ts';

/**
 * The bytes by which members tell their subscriptions and their leader the assignments, as in
 * `src/consumer/assignerProtocol.js`: 16-bit version, arrays with 32-bit lengths, texts with 16-bit ones.
 */
class Writer {
	readonly #parts: Buffer[] = [];

	int16(value: number): this {
		const bytes = Buffer.alloc(2);
		bytes.writeInt16BE(value);
		return this.raw(bytes);
	}

	int32(value: number): this {
		const bytes = Buffer.alloc(4);
		bytes.writeInt32BE(value);
		return this.raw(bytes);
	}

	text(value: string): this {
		const bytes = Buffer.from(value);
		return this.int16(bytes.length).raw(bytes);
	}

	list<Item>(items: readonly Item[], write: (item: Item) => unknown): this {
		this.int32(items.length);
		for (const item of items) write(item);
		return this;
	}

	raw(bytes: Buffer): this {
		append(this.#parts, bytes);
		return this;
	}

	get bytes(): Buffer {
		return Buffer.concat(this.#parts);
	}
}

class Reader {
	readonly #bytes: Buffer;
	#offset = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = Buffer.from(bytes);
	}

	int16(): number {
		return this.#bytes.readInt16BE(this.#skip(2));
	}

	int32(): number {
		return this.#bytes.readInt32BE(this.#skip(4));
	}

	text(): string {
		return this.raw(this.int16()).toString('utf8');
	}

	list<Item>(read: () => Item): Item[] {
		return Array.from({ length: this.int32() }, read);
	}

	raw(length: number): Buffer {
		const start = this.#skip(length);
		return this.#bytes.subarray(start, start + length);
	}

	get isEmpty(): boolean {
		return this.#bytes.length < 2;
	}

	#skip(length: number): number {
		const start = this.#offset;
		this.#offset += length;
		return start;
	}
}

const MemberMetadata = {
	encode({
		version,
		topics,
		userData = Buffer.alloc(0)
	}: {
		version: number;
		topics: readonly string[];
		userData?: Buffer;
	}): Buffer {
		const writer = new Writer().int16(version);
		return writer
			.list(topics, (topic) => writer.text(topic))
			.int32(userData.length)
			.raw(userData).bytes;
	},
	decode(bytes: Uint8Array) {
		const reader = new Reader(bytes);
		return {
			version: reader.int16(),
			topics: reader.list(() => reader.text()),
			userData: reader.raw(reader.int32())
		};
	}
};

const MemberAssignment = {
	encode({
		version,
		assignment,
		userData = Buffer.alloc(0)
	}: {
		version: number;
		assignment: Assignment;
		userData?: Buffer;
	}): Buffer {
		const writer = new Writer().int16(version);
		return writer
			.list(Object.entries(assignment), ([topic, partitions]) =>
				writer.text(topic).list(partitions, (partition) => writer.int32(partition))
			)
			.int32(userData.length)
			.raw(userData).bytes;
	},
	/** Null where there are no bytes: the leader gave this member nothing. */
	decode(bytes: Uint8Array) {
		const reader = new Reader(bytes);
		if (reader.isEmpty) return null;
		const version = reader.int16();
		const assignment: Assignment = Object.fromEntries(
			reader.list(() => [reader.text(), reader.list(() => reader.int32())])
		);
		return { version, assignment, userData: reader.raw(reader.int32()) };
	}
};

export const AssignerProtocol = { MemberMetadata, MemberAssignment };
