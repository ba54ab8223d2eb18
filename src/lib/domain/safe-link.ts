/** Only https, a path of this site or a place on the page: no scheme that could run or hold a document. */
export function isSafeLink(target: string): boolean {
	return /^(?:https:\/\/[^\s]+|\/(?!\/)[^\s\\]*|#[^\s]+)$/i.test(target);
}
