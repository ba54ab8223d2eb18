/** How a tag is written after its `#`: `backend` as Backend, `rest` as REST. */
export function tagName(tag: string): string {
	return NAMES[tag] ?? tag.charAt(0).toUpperCase() + tag.slice(1);
}

const NAMES: Record<string, string> = {
	'api-design': 'API-design',
	cqrs: 'CQRS',
	graphql: 'GraphQL',
	grpc: 'gRPC',
	http: 'HTTP',
	jwt: 'JWT',
	mfa: 'MFA',
	nodejs: 'Node.js',
	oauth: 'OAuth',
	opentelemetry: 'OpenTelemetry',
	postgresql: 'PostgreSQL',
	rest: 'REST',
	typescript: 'TypeScript',
	webauthn: 'WebAuthn',
	websocket: 'WebSocket'
};
