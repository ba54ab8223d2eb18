// expect: runtime_error
class E extends Error { get message() { console.log('read'); return 'm'; } } throw new E()
