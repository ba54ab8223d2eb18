import * as v from 'valibot';
import {
	collectionContentSchema,
	sameContent,
	type CollectionContent,
	type CollectionItem
} from '../domain/collection.ts';
import { callApi } from './api.ts';

/** An item under a name that stays with it wherever it is moved. */
export type EditedItem = CollectionItem & { key: string };

/** Where the text is kept now. Whatever the state, what was typed stays on the page. */
export type CollectionKeeping =
	| { state: 'saved' }
	| { state: 'changed' }
	| { state: 'sending' }
	| { state: 'not_reached' }
	| { state: 'signed_out' }
	| { state: 'refused'; message: string }
	| { state: 'conflict'; theirs: CollectionContent & { version: number } };

const SAVE_AFTER_MS = 800;
const RETRY_AFTER_MS = 10_000;

const theirsSchema = v.object({ ...collectionContentSchema.entries, version: v.number() });
const partSchema = v.variant('kind', [
	v.object({ kind: v.literal('text'), id: v.string(), title: v.nullable(v.string()), html: v.string() }),
	v.object({
		kind: v.literal('exercise'),
		id: v.string(),
		slug: v.string(),
		title: v.nullable(v.string())
	})
]);
const savedSchema = v.object({ version: v.number(), parts: v.array(partSchema) });

type Part = v.InferOutput<typeof partSchema>;

/** A collection while it is written: its texts and their order, saved a moment after each change. */
export class CollectionEditor {
	title = $state('');
	summary = $state('');
	#items = $state.raw<readonly EditedItem[]>([]);
	#removed = $state.raw<{ item: EditedItem; index: number } | null>(null);
	#keeping = $state.raw<CollectionKeeping>({ state: 'saved' });
	#parts = $state.raw<Part[]>([]);
	#version = $state(0);
	#keysCount = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#sending: Promise<void> | null = null;
	readonly #path: string;

	constructor(path: string, kept: CollectionContent & { version: number }, parts: Part[]) {
		this.#path = path;
		this.#take(kept);
		this.#parts = parts;
	}

	get items() {
		return this.#items;
	}

	get removed() {
		return this.#removed;
	}

	get keeping() {
		return this.#keeping;
	}

	/** As readers would see what was saved last. */
	get parts() {
		return this.#parts;
	}

	get version() {
		return this.#version;
	}

	get content(): CollectionContent {
		const items = this.#items.map((item): CollectionItem =>
			item.kind === 'text' ? { kind: 'text', markdown: item.markdown } : { kind: 'exercise', slug: item.slug }
		);
		return { title: this.title, summary: this.summary, items };
	}

	add(item: CollectionItem) {
		this.#items = [...this.#items, this.#keyed(item)];
		this.change();
	}

	write(key: string, markdown: string) {
		this.#items = this.#items.map((item) =>
			item.key === key && item.kind === 'text' ? { ...item, markdown } : item
		);
		this.change();
	}

	/** Up or down by one place; its new place, from 1. */
	move(key: string, by: 1 | -1): number {
		const from = this.#items.findIndex((item) => item.key === key);
		const to = from + by;
		const moved = this.#items[from];
		if (!moved || to < 0 || to >= this.#items.length) return from + 1;
		this.#items = this.#items.toSpliced(from, 1).toSpliced(to, 0, moved);
		this.change();
		return to + 1;
	}

	remove(key: string) {
		const index = this.#items.findIndex((item) => item.key === key);
		const item = this.#items[index];
		if (!item) return;
		this.#removed = { item, index };
		this.#items = this.#items.toSpliced(index, 1);
		this.change();
	}

	undoRemove() {
		if (!this.#removed) return;
		const { item, index } = this.#removed;
		this.#removed = null;
		this.#items = this.#items.toSpliced(index, 0, item);
		this.change();
	}

	/** After each change: saved once nothing has changed for a moment. */
	change() {
		if (this.#keeping.state === 'conflict') return;
		this.#keeping = { state: 'changed' };
		this.#saveSoon(SAVE_AFTER_MS);
	}

	/** At once; false when what stands on the page is not what is kept. */
	async flush(): Promise<boolean> {
		clearTimeout(this.#timer);
		await this.#sending;
		if (this.#keeping.state !== 'saved' && this.#keeping.state !== 'conflict') await this.#save();
		return this.#keeping.state === 'saved';
	}

	/** Both were seen; the other text is given up knowingly. */
	resolve(choice: 'mine' | 'theirs') {
		if (this.#keeping.state !== 'conflict') return;
		const { theirs } = this.#keeping;
		if (choice === 'theirs') this.#take(theirs);
		else this.#version = theirs.version;
		this.#keeping = { state: 'changed' };
		this.#saveSoon(0);
	}

	dispose() {
		void this.flush();
	}

	#take({ title, summary, items, version }: CollectionContent & { version: number }) {
		this.title = title;
		this.summary = summary;
		this.#items = items.map((item) => this.#keyed(item));
		this.#version = version;
	}

	#keyed(item: CollectionItem): EditedItem {
		this.#keysCount += 1;
		return { ...item, key: `item-${this.#keysCount}` };
	}

	#saveSoon(afterMs: number) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#save(), afterMs);
	}

	/** One after the other: each save stands on the version of the one before. */
	async #save(): Promise<void> {
		await this.#sending;
		this.#sending = this.#send();
		await this.#sending;
		this.#sending = null;
	}

	async #send(): Promise<void> {
		const content = this.content;
		this.#keeping = { state: 'sending' };
		const body = { baseVersion: this.#version, content };
		const answer = await callApi(this.#path, { method: 'PUT', body });
		if (answer.ok) {
			const { version, parts } = v.parse(savedSchema, answer.value);
			this.#version = version;
			this.#parts = parts;
			this.#keeping = { state: sameContent(content, this.content) ? 'saved' : 'changed' };
			return;
		}
		const { fault } = answer;
		if (fault.code === 'sign_in_required') this.#keeping = { state: 'signed_out' };
		else if (fault.code === 'refused') this.#refused(fault);
		else {
			this.#keeping = { state: 'not_reached' };
			this.#saveSoon(fault.code === 'busy' ? fault.retryAfterMs : RETRY_AFTER_MS);
		}
	}

	#refused({ fault, message }: { fault: Readonly<Record<string, unknown>>; message: string }) {
		const theirs = v.safeParse(theirsSchema, fault['theirs']);
		this.#keeping = theirs.success
			? { state: 'conflict', theirs: theirs.output }
			: { state: 'refused', message };
	}
}
