import type { FileTree } from '../../domain/files.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { SourceDraftVersion } from '../../domain/source-draft.ts';
import { callApi, isRecord, type ApiFault } from '../api.ts';

/** What a studio page asks of the server, with refusals as sentences. */
type Answer<Value> = Promise<Result<Value, string>>;

export async function createSourceDraft(
	slug: string,
	title: string,
	origin: { kind: 'template' } | { kind: 'draft'; id: string } | { kind: 'files'; files: FileTree }
): Answer<{ id: string }> {
	const answer = await callApi('/api/studio/drafts', { method: 'POST', body: { slug, title, origin } });
	if (!answer.ok) return refuse(sentenceOf(answer.fault));
	const id = isRecord(answer.value) ? answer.value['id'] : undefined;
	return typeof id === 'string' ? ok({ id }) : refuse(BROKEN);
}

export async function deleteSourceDraft(id: string): Answer<null> {
	const answer = await callApi(`/api/studio/drafts/${id}`, { method: 'DELETE' });
	return answer.ok ? ok(null) : refuse(sentenceOf(answer.fault));
}

export async function fetchSourceFiles(id: string): Answer<FileTree> {
	return filesIn(await callApi(`/api/studio/drafts/${id}`));
}

export async function fetchVersions(id: string): Answer<SourceDraftVersion[]> {
	const answer = await callApi(`/api/studio/drafts/${id}/versions`);
	if (!answer.ok) return refuse(sentenceOf(answer.fault));
	const versions = isRecord(answer.value) ? answer.value['versions'] : undefined;
	return Array.isArray(versions) ? ok(versions.filter(isVersion)) : refuse(BROKEN);
}

export async function fetchVersion(id: string, version: number): Answer<FileTree> {
	return filesIn(await callApi(`/api/studio/drafts/${id}/versions/${version}`));
}

export interface Share {
	accountId: string;
	name: string;
}

export async function fetchShares(id: string): Answer<Share[]> {
	const answer = await callApi(`/api/studio/drafts/${id}/shares`);
	if (!answer.ok) return refuse(sentenceOf(answer.fault));
	const shares = isRecord(answer.value) ? answer.value['shares'] : undefined;
	return Array.isArray(shares) ? ok(shares.filter(isShare)) : refuse(BROKEN);
}

export async function addShare(id: string, email: string): Answer<Share> {
	const answer = await callApi(`/api/studio/drafts/${id}/shares`, { method: 'POST', body: { email } });
	if (!answer.ok) return refuse(sentenceOf(answer.fault));
	return isShare(answer.value) ? ok(answer.value) : refuse(BROKEN);
}

export async function removeShare(id: string, accountId: string): Answer<null> {
	const answer = await callApi(`/api/studio/drafts/${id}/shares`, { method: 'DELETE', body: { accountId } });
	return answer.ok ? ok(null) : refuse(sentenceOf(answer.fault));
}

const BROKEN = 'The server answered something else than expected. Try again.';

/** Every failure of a request has words. */
export function sentenceOf(fault: ApiFault): string {
	switch (fault.code) {
		case 'offline':
			return 'The server was not reached. Try again when you are online.';
		case 'sign_in_required':
			return 'Your session is over. Sign in again in another tab; what you typed stays here.';
		case 'busy':
			return `The server is busy. Try again in ${Math.ceil(fault.retryAfterMs / 1000)} seconds.`;
		case 'refused':
			return fault.message;
		case 'broken':
			return `${BROKEN} (${fault.status})`;
	}
}

function filesIn(answer: Result<unknown, ApiFault>): Result<FileTree, string> {
	if (!answer.ok) return refuse(sentenceOf(answer.fault));
	const files = isRecord(answer.value) ? answer.value['files'] : undefined;
	return isFiles(files) ? ok(files) : refuse(BROKEN);
}

function isFiles(value: unknown): value is FileTree {
	return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isVersion(value: unknown): value is SourceDraftVersion {
	return isRecord(value) && typeof value['version'] === 'number' && typeof value['savedAt'] === 'string';
}

function isShare(value: unknown): value is Share {
	return isRecord(value) && typeof value['accountId'] === 'string' && typeof value['name'] === 'string';
}
