import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/lib/server/markdown/render-markdown.ts';
import { HOSTILE_MARKDOWN } from '../../support/hostile-markdown.ts';

describe('Markdown that anybody may have written', () => {
	test.each(HOSTILE_MARKDOWN)('becomes nothing that runs or calls elsewhere: %s', async (text) => {
		const html = await renderMarkdown(text);

		for (const [tag, name = '', attributes = ''] of html.matchAll(TAG)) {
			expect(ALLOWED_TAGS, tag).toContain(name);
			const named = [...attributes.matchAll(/([^\s"=]+)="([^"]*)"/g)];
			// Nothing stands between the attributes: what looks like one is inside the quotes of another.
			expect(attributes.replace(/[^\s"=]+="[^"]*"/g, '').trim(), tag).toBe('');
			for (const [, attribute = '', value = ''] of named) {
				expect(ALLOWED_ATTRIBUTES, tag).toContain(attribute);
				if (attribute === 'src') expect(value, tag).toMatch(/^\/(?!\/)/);
				if (attribute === 'href') expect(value, tag).toMatch(/^(?:https:\/\/|\/(?!\/)|#)/);
			}
		}
		expect(html.replace(/<[^>]*>/g, '')).not.toContain('<');
	});

	test('keeps pictures of this site, and of others their words', async () => {
		const html = await renderMarkdown(
			'![A *clock*](/clock.svg) and ![a <b>spy</b>](https://spy.example/1.gif)'
		);

		expect(html).toBe('<p><img src="/clock.svg" alt="A clock"> and a &lt;b&gt;spy&lt;/b&gt;</p>\n');
	});

	test('keeps what is harmless: emphasis, lists, links, code', async () => {
		const html = await renderMarkdown('# One\n\n*two* [three](https://example.org/?a=1&b=2)\n\n- `four`');

		expect(html).toContain('<h3>One</h3>');
		expect(html).toContain('<em>two</em>');
		expect(html).toContain('<a href="https://example.org/?a=1&amp;b=2" rel="noopener">three</a>');
		expect(html).toContain('<li><code>four</code></li>');
	});
});

const TAG = /<([a-z][a-z0-9]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi;
const ALLOWED_TAGS =
	'p h3 h4 h5 h6 i em strong s a ul ol li blockquote hr br code pre span div table thead tbody tr th td img'.split(
		' '
	);
const ALLOWED_ATTRIBUTES = 'href rel title src alt class tabindex start style'.split(' ');
