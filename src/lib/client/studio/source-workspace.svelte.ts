import type { FileTree } from '../../domain/files.ts';
import { sourceFilesFrom, studioKey, type SourceDraft } from '../../domain/source-draft.ts';
import { DraftKeeper } from '../drafts/draft-keeper.svelte.ts';
import { LocalDrafts, type DraftOwner } from '../drafts/local-drafts.ts';
import { sendSourceDraft } from '../drafts/send-draft.ts';
import { browserStore } from '../kept-workspace.ts';
import { Proof } from './proof.svelte.ts';

/** The files of an exercise being written: edited, kept with every change, and proved at every pause. */
export class SourceWorkspace {
	readonly slug: string;
	readonly keeper: DraftKeeper;
	readonly proof = new Proof();
	#files = $state.raw<FileTree>({});
	/** What the last removal, restoring or renaming took the place of, until the next change. */
	#replaced = $state.raw<{ files: FileTree; by: string } | null>(null);
	readonly #listening = new AbortController();

	constructor(draft: SourceDraft, owner: DraftOwner) {
		const { id, slug, files, version, updatedAt } = draft;
		const workspaceKey = studioKey(id);
		this.slug = slug;
		this.#files = files;
		this.keeper = new DraftKeeper({
			workspaceKey,
			local: new LocalDrafts(browserStore(), owner),
			aside: { find: () => null, forget: () => undefined },
			server: { workspaceKey, files, version, updatedAt },
			send: sendSourceDraft(id),
			onadopt: (adopted) => this.#show(adopted)
		});
		const kept = this.keeper.start();
		this.#show(kept ?? files);

		const { signal } = this.#listening;
		addEventListener('storage', (event) => this.keeper.heard(event), { signal });
		addEventListener('online', () => this.keeper.retry(), { signal });
		addEventListener('pagehide', () => this.keeper.leave(), { signal });
		document.addEventListener('visibilitychange', () => document.hidden && this.keeper.leave(), { signal });
	}

	get files() {
		return this.#files;
	}

	/** What can be undone, in words; null when nothing can. */
	get replacedBy() {
		return this.#replaced?.by ?? null;
	}

	readonly paths = $derived(Object.keys(this.#files).toSorted(byPlace));

	edit(path: string, text: string) {
		if (this.#files[path] === text) return;
		this.#replaced = null;
		this.#change({ ...this.#files, [path]: text });
	}

	/** What is wrong with the name in words; null when the file is there now. */
	add(path: string, text = ''): string | null {
		if (Object.hasOwn(this.#files, path)) return `${path} is there already.`;
		const fault = nameFault(path);
		if (fault !== null) return fault;
		this.#replaced = null;
		this.#change({ ...this.#files, [path]: text });
		return null;
	}

	rename(path: string, to: string): string | null {
		const others = without(this.#files, path);
		if (Object.hasOwn(others, to)) return `${to} is there already.`;
		const fault = nameFault(to);
		if (fault === null) this.#replace({ ...others, [to]: this.#files[path] ?? '' }, `renamed ${path}`);
		return fault;
	}

	remove(path: string) {
		this.#replace(without(this.#files, path), `removed ${path}`);
	}

	/** An earlier version, as a change that can be undone. */
	restore(files: FileTree, what: string) {
		this.#replace(files, `restored ${what}`);
	}

	undo() {
		if (!this.#replaced) return;
		const { files } = this.#replaced;
		this.#replaced = null;
		this.#change(files);
	}

	close() {
		this.#listening.abort();
		this.keeper.dispose();
		this.proof.dispose();
	}

	#replace(files: FileTree, by: string) {
		const replaced = this.#files;
		this.#change(files);
		this.#replaced = { files: replaced, by };
	}

	#change(files: FileTree) {
		this.#show(files);
		this.keeper.change(files);
	}

	#show(files: FileTree) {
		this.#files = files;
		this.proof.change(this.slug, files);
	}
}

const FIRST = ['exercise.yaml', 'statement.md', 'hints.md'];
const FOLDERS = ['starter/', 'checks/', 'figure.ts', 'submissions/accepted/', 'submissions/'];

/** In the order in which an exercise is thought of: facts, task, hints, starter, checks, samples. */
function byPlace(left: string, right: string): number {
	return rankOf(left) - rankOf(right) || (left < right ? -1 : 1);
}

function rankOf(path: string): number {
	const first = FIRST.indexOf(path);
	if (first !== -1) return first;
	const folder = FOLDERS.findIndex((each) => path.startsWith(each));
	return FIRST.length + (folder === -1 ? FOLDERS.length : folder);
}

function without(files: FileTree, path: string): FileTree {
	return Object.fromEntries(Object.entries(files).filter(([each]) => each !== path));
}

function nameFault(path: string): string | null {
	return sourceFilesFrom({ [path]: '' }).ok
		? null
		: 'A name holds letters, digits, - and _, and ends in .ts, .md or .yaml: checks/hidden.ts.';
}

/**
 * A file of a source where it stands in the machine, and what stands beside it there, so that the editor
 * understands its imports: samples and starter at the root, the checks below them.
 */
export function placeInMachine(files: FileTree, path: string): { path: string; siblings: FileTree } {
	const below = (prefix: string) =>
		Object.fromEntries(
			Object.entries(files)
				.filter(([each]) => each.startsWith(prefix))
				.map(([each, text]) => [each.slice(prefix.length), text])
		);
	const ours = Object.fromEntries(
		Object.entries(files).filter(([each]) => each.startsWith('checks/') || each === 'figure.ts')
	);
	const sample = /^submissions\/[^/]+\/[^/]+\//.exec(path)?.[0] ?? '';
	const prefix = sample || (path.startsWith('starter/') ? 'starter/' : '');
	const own = path.slice(prefix.length);
	const beside = { ...ours, ...below('starter/'), ...(sample && below(sample)) };
	return { path: own, siblings: path.endsWith('.ts') ? without(beside, own) : {} };
}
