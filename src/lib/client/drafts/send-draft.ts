import type { Draft } from '../../domain/draft.ts';
import type { FileTree } from '../../domain/files.ts';
import { ok, refuse } from '../../domain/result.ts';
import { callApi, isRecord } from '../api.ts';
import type { SendDraft } from './draft-keeper.svelte.ts';

/** A request that outlives its page may carry 64 KiB; a letter has at most three bytes. Longer ones go with the next visit. */
const KEEPALIVE_MAX_LENGTH = 20_000;

/** Saves a learner's draft on the server; a conflict comes back with the other text. */
export const sendDraft: SendDraft = (draft, options) => put('/api/drafts', draft, options);

/** Saves the source of an exercise in the same way. */
export function sendSourceDraft(draftId: string): SendDraft {
	return ({ files, baseVersion }, options) =>
		put(`/api/studio/drafts/${draftId}`, { files, baseVersion }, options);
}

async function put(
	path: string,
	body: unknown,
	{ keepalive }: Parameters<SendDraft>[1]
): ReturnType<SendDraft> {
	const isSmall = JSON.stringify(body).length < KEEPALIVE_MAX_LENGTH;
	const answer = await callApi(path, { method: 'PUT', body, keepalive: keepalive && isSmall });
	if (answer.ok) {
		const saved = draftFrom(answer.value);
		return saved ? ok(saved) : refuse({ code: 'broken', status: 200 });
	}
	const { fault } = answer;
	if (fault.code === 'refused' && fault.faultCode === 'draft_conflict') {
		const theirs = draftFrom(fault.fault['theirs']);
		if (theirs) return refuse({ code: 'draft_conflict', theirs });
	}
	return refuse(fault);
}

/** Null for whatever is not a draft. */
export function draftFrom(value: unknown): Draft | null {
	if (!isRecord(value) || !isRecord(value['files'])) return null;
	const { workspaceKey, version, updatedAt } = value;
	if (typeof workspaceKey !== 'string' || typeof version !== 'number' || typeof updatedAt !== 'string')
		return null;
	const files: Record<string, string> = {};
	for (const [path, text] of Object.entries(value['files'])) {
		if (typeof text !== 'string') return null;
		files[path] = text;
	}
	return { workspaceKey, files: files satisfies FileTree, version, updatedAt };
}
