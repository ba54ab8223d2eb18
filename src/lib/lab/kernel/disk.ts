/**
 * The disk of a node. What is written is in the operating system's memory until it is synced: a process
 * that crashes loses none of it, a machine that loses power loses all of it (fsync(2)).
 */
export class Disk {
	#written = new Map<string, unknown>();
	#synced = new Map<string, unknown>();

	read(path: string): unknown {
		return this.#written.get(path);
	}

	write(path: string, content: unknown): void {
		this.#written.set(path, content);
	}

	remove(path: string): void {
		this.#written.delete(path);
	}

	/** All files, or one. */
	sync(path?: string): void {
		if (path === undefined) {
			this.#synced = new Map(this.#written);
			return;
		}
		if (this.#written.has(path)) this.#synced.set(path, this.#written.get(path));
		else this.#synced.delete(path);
	}

	losePower(): void {
		this.#written = new Map(this.#synced);
	}

	get paths(): string[] {
		return [...this.#written.keys()];
	}
}
