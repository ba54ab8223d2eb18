import MarkdownIt from 'markdown-it';
import { isSafeLink } from '../../domain/safe-link.ts';
import { highlight } from '../../../lesson-pipeline/highlight.ts';

/**
 * Markdown that anybody may have written, as HTML that is safe to put into a page: no HTML of
 * theirs, no link that runs something, no picture from elsewhere, code highlighted to classes. Headings come down to the
 * third level, because the text stands inside a page that has its own.
 */
export async function renderMarkdown(text: string): Promise<string> {
	const tokens = markdown.parse(text, {});
	await Promise.all(
		tokens
			.filter(({ type }) => type === 'fence' || type === 'code_block')
			.map(async (token) => {
				token.meta = { html: await highlight(token.content, token.info.trim().split(/\s+/)[0] ?? '') };
			})
	);
	return markdown.renderer.render(tokens, markdown.options, {});
}

const HIGHEST_LEVEL = 3;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
markdown.validateLink = isSafeLink;

markdown.renderer.rules['fence'] = (tokens, index) => codeHtml(tokens[index]?.meta);
markdown.renderer.rules['code_block'] = (tokens, index) => codeHtml(tokens[index]?.meta);
markdown.renderer.rules['heading_open'] = (tokens, index) => `<${lowered(tokens[index]?.tag)}>`;
markdown.renderer.rules['heading_close'] = (tokens, index) => `</${lowered(tokens[index]?.tag)}>\n`;
markdown.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
	const token = tokens[index];
	if (String(token?.attrGet('href') ?? '').startsWith('https:')) token?.attrSet('rel', 'noopener');
	return self.renderToken(tokens, index, options);
};
// A picture from elsewhere would tell that site who reads here: its words stand in its place.
markdown.renderer.rules['image'] = (tokens, index, options, env, self) => {
	const token = tokens[index];
	const words = self.renderInlineAsText(token?.children ?? [], options, env);
	if (!token || !String(token.attrGet('src') ?? '').startsWith('/')) return markdown.utils.escapeHtml(words);
	token.attrSet('alt', words);
	return self.renderToken(tokens, index, options);
};
// A wide table scrolls by itself instead of widening the page.
markdown.renderer.rules['table_open'] = () => '<div class="table" tabindex="0"><table>\n';
markdown.renderer.rules['table_close'] = () => '</table></div>\n';

function codeHtml(meta: Record<string, unknown> | null | undefined): string {
	return `<pre class="code static" tabindex="0"><code>${String(meta?.['html'] ?? '')}</code></pre>\n`;
}

/** `##` of a text becomes `h3` of the page. */
function lowered(tag: string | undefined): string {
	const level = Number(tag?.slice(1) ?? HIGHEST_LEVEL);
	return `h${Math.min(6, Math.max(HIGHEST_LEVEL, level + 1))}`;
}
