// expect: runtime_error
class E extends Error { get message(): string { throw new E(); } } throw new E()
