const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/;

/** Keeps a copy of a form that is about to be handled, in case the handling fails. Null when it is no form. */
export function copyOfForm(request: Request): Request | null {
	return request.method === 'POST' && FORM.test(request.headers.get('content-type') ?? '')
		? request.clone()
		: null;
}

/** The texts of a form; files are left out. Null when the form itself was broken or too large. */
export async function sentFields(form: Request | null): Promise<[string, string][] | null> {
	if (form === null) return null;
	const fields = await form.formData().catch(() => null);
	if (fields === null) return null;
	return [...fields].flatMap(([name, value]): [string, string][] =>
		typeof value === 'string' ? [[name, value]] : []
	);
}
